using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;

namespace Portal.Core.Placement;

public static class PlacementTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Workload> Workloads => db.Set<Workload>();

        public DbSet<WorkloadEdition> WorkloadEditions => db.Set<WorkloadEdition>();

        public DbSet<PlacementOption> PlacementOptions => db.Set<PlacementOption>();

        public DbSet<PlacementSettings> PlacementSettings => db.Set<PlacementSettings>();

        public DbSet<KeptComparison> KeptComparisons => db.Set<KeptComparison>();

        public DbSet<PlacementRecommendation> PlacementRecommendations => db.Set<PlacementRecommendation>();
    }

    private sealed class WorkloadTable : IEntityTypeConfiguration<Workload>
    {
        public void Configure(EntityTypeBuilder<Workload> builder)
        {
            builder.ToTable("Workloads");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Name).HasMaxLength(Names.Longest);
            builder.Property(row => row.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(row => row.Terms).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.NormalizedName }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.CreatedAt });
            builder.HasIndex(row => new { row.TenantId, row.NextLookAt });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<UseCase>().WithMany().HasForeignKey(row => new { row.TenantId, row.UseCaseId });
            builder.HasOne<PlacementOption>().WithMany().HasForeignKey(row => new { row.TenantId, row.TodayId });
        }
    }

    private sealed class WorkloadEditionTable : IEntityTypeConfiguration<WorkloadEdition>
    {
        public void Configure(EntityTypeBuilder<WorkloadEdition> builder)
        {
            builder.ToTable("WorkloadEditions");
            builder.HasKey(row => new { row.TenantId, row.WorkloadId, row.Number });
            builder.Property(row => row.Terms).HasJsonText();
            builder.HasOne<Workload>().WithMany().HasForeignKey(row => new { row.TenantId, row.WorkloadId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MadeBy });
        }
    }

    private sealed class PlacementOptionTable : IEntityTypeConfiguration<PlacementOption>
    {
        public void Configure(EntityTypeBuilder<PlacementOption> builder)
        {
            builder.ToTable("PlacementOptions");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Name).HasMaxLength(Names.Longest);
            builder.Property(row => row.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(row => row.Terms).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.NormalizedName }).IsUnique();
        }
    }

    private sealed class PlacementSettingsTable : IEntityTypeConfiguration<PlacementSettings>
    {
        public void Configure(EntityTypeBuilder<PlacementSettings> builder)
        {
            builder.ToTable("PlacementSettings");
            builder.HasKey(row => row.TenantId);
            builder.Property(row => row.Weights).HasJsonText();
        }
    }

    private sealed class KeptComparisonTable : IEntityTypeConfiguration<KeptComparison>
    {
        public void Configure(EntityTypeBuilder<KeptComparison> builder)
        {
            builder.ToTable("KeptComparisons");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Case).HasJsonText();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Best).HasMaxLength(Names.Longest);
            builder.Property(row => row.Today).HasMaxLength(Names.Longest);
            builder.Property(row => row.BestMonthly).IsAmount();
            builder.Property(row => row.TodayMonthly).IsAmount();
            builder.Property(row => row.OwnedMonthly).IsAmount();
            builder.Property(row => row.RentedMonthly).IsAmount();
            builder.Property(row => row.OwnedMonths).IsAmount();
            builder.Property(row => row.Recommendation).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.WorkloadId, row.Number }).IsUnique();
            builder.HasOne<Workload>().WithMany().HasForeignKey(row => new { row.TenantId, row.WorkloadId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.KeptBy });
        }
    }

    private sealed class PlacementRecommendationTable : IEntityTypeConfiguration<PlacementRecommendation>
    {
        public void Configure(EntityTypeBuilder<PlacementRecommendation> builder)
        {
            builder.ToTable("PlacementRecommendations");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.From).HasMaxLength(Names.Longest);
            builder.Property(row => row.To).HasMaxLength(Names.Longest);
            builder.Property(row => row.SavingAYear).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(row => new { row.TenantId, row.Number }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.WorkloadId, row.State });
            builder.HasOne<Workload>().WithMany().HasForeignKey(row => new { row.TenantId, row.WorkloadId });
            builder.HasOne<KeptComparison>().WithMany().HasForeignKey(row => new { row.TenantId, row.ComparisonId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.AssignedTo });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.DecidedBy });
        }
    }
}
