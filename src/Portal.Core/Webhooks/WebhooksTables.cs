using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

public static class WebhooksTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Webhook> Webhooks => db.Set<Webhook>();

        public DbSet<WebhookDelivery> WebhookDeliveries => db.Set<WebhookDelivery>();
    }

    private sealed class WebhookTable : IEntityTypeConfiguration<Webhook>
    {
        public void Configure(EntityTypeBuilder<Webhook> builder)
        {
            builder.ToTable("Webhooks");
            builder.HasKey(webhook => new { webhook.TenantId, webhook.Id });
            builder.Property(webhook => webhook.Url).HasMaxLength(WebhookRules.LongestUrl);
            builder.Property(webhook => webhook.Description).HasMaxLength(WebhookRules.LongestDescription);
            builder.Property(webhook => webhook.Kinds).HasJsonText();
            builder.Property(webhook => webhook.ProtectedSecret).HasMaxLength(1000);
            builder.Property(webhook => webhook.SecretTail).HasMaxLength(10);
            builder.HasOne<Member>().WithMany().HasForeignKey(webhook => new { webhook.TenantId, webhook.CreatedBy });
        }
    }

    private sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDelivery>
    {
        public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
        {
            builder.ToTable("WebhookDeliveries");
            builder.HasKey(delivery => new { delivery.TenantId, delivery.Id });
            builder.Property(delivery => delivery.Kind).HasMaxLength(100);
            builder.Property(delivery => delivery.Answer).HasMaxLength(WebhookRules.KeptAnswer);
            builder.Property(delivery => delivery.Failure).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(delivery => new { delivery.TenantId, delivery.State, delivery.DueAt });
            builder.HasIndex(delivery => new { delivery.TenantId, delivery.CreatedAt });
            builder.HasIndex(delivery => new { delivery.TenantId, delivery.WebhookId, delivery.CreatedAt });
            builder.Property(delivery => delivery.Subject).HasMaxLength(MessageSubject.Longest);
            builder.HasIndex(delivery => new { delivery.TenantId, delivery.WebhookId, delivery.Message }).IsUnique();
            builder.HasIndex(delivery => new { delivery.TenantId, delivery.WebhookId, delivery.Subject, delivery.Sequence });
            builder.HasOne<Webhook>().WithMany().HasForeignKey(delivery => new { delivery.TenantId, delivery.WebhookId });
        }
    }
}
