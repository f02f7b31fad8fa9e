using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

public static class AuditTables
{
    extension(PortalDbContext db)
    {
        public DbSet<AuditEntry> AuditEntries => db.Set<AuditEntry>();

        public DbSet<AuditHead> AuditHeads => db.Set<AuditHead>();
    }

    private sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("AuditEntries");
            builder.HasKey(entry => new { entry.TenantId, entry.Sequence });
            builder.Property(entry => entry.Sequence).ValueGeneratedNever();
            builder.Property(entry => entry.ActorName).HasMaxLength(Member.LongestEmail);
            builder.Property(entry => entry.Action).HasMaxLength(100);
            builder.Property(entry => entry.SubjectKind).HasMaxLength(40);
            builder.Property(entry => entry.SubjectId).HasMaxLength(AuditSubject.LongestId);
            builder.Property(entry => entry.SubjectName).HasMaxLength(AuditSubject.LongestName);
            builder.Property(entry => entry.Reason).HasMaxLength(AuditFact.LongestReason);
            builder.HasIndex(entry => new { entry.TenantId, entry.Action, entry.Sequence });
            builder.HasIndex(entry => new { entry.TenantId, entry.ActorId, entry.Sequence });
            builder.HasIndex(entry => new { entry.TenantId, entry.SubjectKind, entry.SubjectId, entry.Sequence });
            builder.HasIndex(entry => new { entry.TenantId, entry.At });
        }
    }

    private sealed class AuditHeadTable : IEntityTypeConfiguration<AuditHead>
    {
        public void Configure(EntityTypeBuilder<AuditHead> builder)
        {
            builder.ToTable("AuditHeads");
            builder.HasKey(head => head.TenantId);
        }
    }
}
