using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings;

public static class SavingsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<FoundSaving> FoundSavings => db.Set<FoundSaving>();

        public DbSet<SavingsReview> SavingsReviews => db.Set<SavingsReview>();

        public DbSet<SavingsLook> SavingsLooks => db.Set<SavingsLook>();
    }

    private sealed class FoundSavingTable : IEntityTypeConfiguration<FoundSaving>
    {
        public void Configure(EntityTypeBuilder<FoundSaving> builder)
        {
            builder.ToTable("FoundSavings");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Subject).HasMaxLength(FoundSaving.LongestSubject);
            builder.Property(row => row.Title).HasMaxLength(FoundSaving.LongestSubject);
            builder.Property(row => row.Sentence).HasMaxLength(FoundSaving.LongestSentence);
            builder.Property(row => row.Provider).HasMaxLength(Sums.CostSubject.LongestName);
            builder.Property(row => row.Monthly).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Evidence).HasJsonText();
            builder.Property(row => row.Reason).HasMaxLength(Texts.LongestReason);
            builder.Property(row => row.Realised).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.Kind, row.Subject }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.Number }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.State, row.FoundAt });
            builder.HasIndex(row => new { row.TenantId, row.FoundAt });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Deployments.Environment>().WithMany().HasForeignKey(row => new { row.TenantId, row.EnvironmentId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.AssignedTo });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.DecidedBy });
        }
    }

    private sealed class SavingsLookTable : IEntityTypeConfiguration<SavingsLook>
    {
        public void Configure(EntityTypeBuilder<SavingsLook> builder)
        {
            builder.ToTable("SavingsLooks");
            builder.HasKey(row => row.TenantId);
        }
    }

    private sealed class SavingsReviewTable : IEntityTypeConfiguration<SavingsReview>
    {
        public void Configure(EntityTypeBuilder<SavingsReview> builder)
        {
            builder.ToTable("SavingsReviews");
            builder.HasKey(row => new { row.TenantId, row.Month });
            builder.Property(row => row.Sentences).HasJsonText();
        }
    }
}
