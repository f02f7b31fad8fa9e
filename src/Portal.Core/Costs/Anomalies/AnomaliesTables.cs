using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Anomalies;

public static class AnomaliesTables
{
    extension(PortalDbContext db)
    {
        public DbSet<CostAnomaly> CostAnomalies => db.Set<CostAnomaly>();

        public DbSet<AnomalyWatch> AnomalyWatches => db.Set<AnomalyWatch>();
    }

    private sealed class CostAnomalyTable : IEntityTypeConfiguration<CostAnomaly>
    {
        public void Configure(EntityTypeBuilder<CostAnomaly> builder)
        {
            builder.ToTable("CostAnomalies");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Key).HasMaxLength(CostAnomaly.LongestKey);
            builder.Property(row => row.Amount).IsAmount();
            builder.Property(row => row.Expected).IsAmount();
            builder.Property(row => row.Score).IsAmount();
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Cause).HasMaxLength(Texts.LongestReason);
            builder.Property(row => row.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(row => new { row.TenantId, row.FoundAt });
            builder.HasIndex(row => new { row.TenantId, row.State, row.FoundAt });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.DecidedBy });
        }
    }

    private sealed class AnomalyWatchTable : IEntityTypeConfiguration<AnomalyWatch>
    {
        public void Configure(EntityTypeBuilder<AnomalyWatch> builder)
        {
            builder.ToTable("AnomalyWatches");
            builder.HasKey(row => new { row.TenantId, row.Basis });
        }
    }
}
