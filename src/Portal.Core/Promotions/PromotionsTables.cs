using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public static class PromotionsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Policy> Policies => db.Set<Policy>();

        public DbSet<Promotion> Promotions => db.Set<Promotion>();

        public DbSet<Decision> Decisions => db.Set<Decision>();

        public DbSet<GateException> GateExceptions => db.Set<GateException>();
    }

    private sealed class PolicyTable : IEntityTypeConfiguration<Policy>
    {
        public void Configure(EntityTypeBuilder<Policy> builder)
        {
            builder.ToTable("Policies");
            builder.HasKey(policy => new { policy.TenantId, policy.Id });
            builder.Property(policy => policy.Rules).HasJsonText();
            builder.HasIndex(policy => new { policy.TenantId, policy.RiskClass, policy.Purpose }).IsUnique();
        }
    }

    private sealed class PromotionTable : IEntityTypeConfiguration<Promotion>
    {
        public void Configure(EntityTypeBuilder<Promotion> builder)
        {
            builder.ToTable("Promotions");
            builder.HasKey(promotion => new { promotion.TenantId, promotion.Id });
            builder.Property(promotion => promotion.Note).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.Number }).IsUnique();
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.State, promotion.RequestedAt });
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.RequestedAt });
            builder.HasIndex(promotion => new { promotion.TenantId, promotion.VersionId });
            builder.HasOne<Model>().WithMany().HasForeignKey(promotion => new { promotion.TenantId, promotion.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(promotion => new { promotion.TenantId, promotion.VersionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(promotion => new { promotion.TenantId, promotion.RequestedBy });
            builder.HasMany(promotion => promotion.Decisions).WithOne().HasForeignKey(decision => new { decision.TenantId, decision.PromotionId });
        }
    }

    private sealed class DecisionTable : IEntityTypeConfiguration<Decision>
    {
        public void Configure(EntityTypeBuilder<Decision> builder)
        {
            builder.ToTable("Decisions");
            builder.HasKey(decision => new { decision.TenantId, decision.Id });
            builder.Property(decision => decision.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(decision => new { decision.TenantId, decision.PromotionId, decision.MemberId }).IsUnique();
            builder.HasOne<Member>().WithMany().HasForeignKey(decision => new { decision.TenantId, decision.MemberId });
        }
    }

    private sealed class GateExceptionTable : IEntityTypeConfiguration<GateException>
    {
        public void Configure(EntityTypeBuilder<GateException> builder)
        {
            builder.ToTable("GateExceptions");
            builder.HasKey(exception => new { exception.TenantId, exception.Id });
            builder.Property(exception => exception.GateId).HasMaxLength(Gate.LongestId);
            builder.Property(exception => exception.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(exception => new { exception.TenantId, exception.PromotionId, exception.GateId }).IsUnique();
            builder.HasOne<Promotion>().WithMany().HasForeignKey(exception => new { exception.TenantId, exception.PromotionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(exception => new { exception.TenantId, exception.GrantedBy });
        }
    }
}
