using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications;

public static class NotificationsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Notification> Notifications => db.Set<Notification>();

        public DbSet<NotificationChoice> NotificationChoices => db.Set<NotificationChoice>();
    }

    private sealed class NotificationTable : IEntityTypeConfiguration<Notification>
    {
        public void Configure(EntityTypeBuilder<Notification> builder)
        {
            builder.ToTable("Notifications");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Kind).HasMaxLength(100);
            builder.Property(row => row.Title).HasMaxLength(NotificationTexts.LongestTitle);
            builder.Property(row => row.Text).HasMaxLength(NotificationTexts.LongestText);
            builder.Property(row => row.Why).HasMaxLength(NotificationTexts.LongestTitle);
            builder.Property(row => row.Href).HasMaxLength(NotificationTexts.LongestTitle);
            builder.Property(row => row.MailFailure).HasMaxLength(NotificationTexts.LongestTitle);
            builder.HasIndex(row => new { row.TenantId, row.Message, row.MemberId }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.MemberId, row.CreatedAt });
            builder.HasIndex(row => new { row.TenantId, row.MemberId, row.ReadAt });
            builder.HasIndex(row => new { row.TenantId, row.Mail, row.MailDueAt });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MemberId });
        }
    }

    private sealed class NotificationChoiceTable : IEntityTypeConfiguration<NotificationChoice>
    {
        public void Configure(EntityTypeBuilder<NotificationChoice> builder)
        {
            builder.ToTable("NotificationChoices");
            builder.HasKey(row => new { row.TenantId, row.MemberId });
            builder.Property(row => row.NotByMail).HasJsonText();
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MemberId });
        }
    }
}
