using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reconciliation;
using Portal.Core.Costs.Usage.Repricing;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

public static class UsageTables
{
    private const int LongestMissing = 40;
    private const int LongestProtected = 1000;

    extension(PortalDbContext db)
    {
        public DbSet<UsageRecord> UsageRecords => db.Set<UsageRecord>();

        public DbSet<UsageSource> UsageSources => db.Set<UsageSource>();

        public DbSet<UsageDay> UsageDays => db.Set<UsageDay>();

        public DbSet<MetricSeries> MetricSeries => db.Set<MetricSeries>();

        public DbSet<UsageSettings> UsageSettings => db.Set<UsageSettings>();

        public DbSet<Price> Prices => db.Set<Price>();

        public DbSet<UsageRepricing> UsageRepricings => db.Set<UsageRepricing>();

        public DbSet<AcceleratorHour> AcceleratorHours => db.Set<AcceleratorHour>();

        public DbSet<ReconciliationGap> ReconciliationGaps => db.Set<ReconciliationGap>();
    }

    private sealed class UsageRecordTable : IEntityTypeConfiguration<UsageRecord>
    {
        public void Configure(EntityTypeBuilder<UsageRecord> builder)
        {
            builder.ToTable("UsageRecords");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Ignore(row => row.Model);
            builder.Ignore(row => row.Tokens);
            builder.Ignore(row => row.Day);
            builder.Ignore(row => row.AllocatedBy);
            builder.Property(row => row.Key).HasMaxLength(UsageRecord.LongestKey);
            builder.Property(row => row.Provider).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Operation).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.AskedModel).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.AnsweredModel).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Error).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.ResponseId).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Conversation).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Region).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Missing).HasMaxLength(LongestMissing);
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Quantity).IsAmount();
            builder.Property(row => row.Cost).IsAmount();
            builder.Property(row => row.Lines).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.Key }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.At, row.Id });
            builder.HasIndex(row => new { row.TenantId, row.ReceivedAt, row.Id });
            builder.HasOne<UsageSource>().WithMany().HasForeignKey(row => new { row.TenantId, row.SourceId });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(row => new { row.TenantId, row.EnvironmentId });
        }
    }

    private sealed class UsageSourceTable : IEntityTypeConfiguration<UsageSource>
    {
        public void Configure(EntityTypeBuilder<UsageSource> builder)
        {
            builder.ToTable("UsageSources");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Name).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.NormalizedName).HasMaxLength(UsageSource.LongestName);
            builder.HasIndex(row => new { row.TenantId, row.NormalizedName }).IsUnique();
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
        }
    }

    private sealed class UsageDayTable : IEntityTypeConfiguration<UsageDay>
    {
        public void Configure(EntityTypeBuilder<UsageDay> builder)
        {
            builder.ToTable("UsageDays");
            builder.HasKey(row => new { row.TenantId, row.Day, row.SourceId, row.Key });
            builder.Property(row => row.Provider).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Model).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Operation).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Quantity).IsAmount();
            builder.HasOne<UsageSource>().WithMany().HasForeignKey(row => new { row.TenantId, row.SourceId });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(row => new { row.TenantId, row.EnvironmentId });
        }
    }

    private sealed class MetricSeriesTable : IEntityTypeConfiguration<MetricSeries>
    {
        public void Configure(EntityTypeBuilder<MetricSeries> builder)
        {
            builder.ToTable("MetricSeries");
            builder.HasKey(row => new { row.TenantId, row.SourceId, row.Key });
            builder.Property(row => row.LastSum).IsAmount();
            builder.HasOne<UsageSource>().WithMany().HasForeignKey(row => new { row.TenantId, row.SourceId });
        }
    }

    private sealed class AcceleratorHourTable : IEntityTypeConfiguration<AcceleratorHour>
    {
        public void Configure(EntityTypeBuilder<AcceleratorHour> builder)
        {
            builder.ToTable("AcceleratorHours");
            builder.HasKey(row => new { row.TenantId, row.Hour, row.SourceId, row.Key });
            builder.Property(row => row.DeviceClass).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Utilisation).HasPrecision(9, 6);
            builder.HasOne<UsageSource>().WithMany().HasForeignKey(row => new { row.TenantId, row.SourceId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(row => new { row.TenantId, row.EnvironmentId });
        }
    }

    private sealed class UsageSettingsTable : IEntityTypeConfiguration<UsageSettings>
    {
        public void Configure(EntityTypeBuilder<UsageSettings> builder)
        {
            builder.ToTable("UsageSettings");
            builder.HasKey(row => row.TenantId);
            builder.Property(row => row.GapShare).IsAmount();
            builder.Property(row => row.Names).HasJsonText();
            builder.Property(row => row.Aliases).HasJsonText();
            builder.Property(row => row.FingerprintKey).HasMaxLength(LongestProtected);
            builder.Property(row => row.Assumptions).HasJsonText();
        }
    }

    private sealed class PriceTable : IEntityTypeConfiguration<Price>
    {
        public void Configure(EntityTypeBuilder<Price> builder)
        {
            builder.ToTable("Prices");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Provider).HasMaxLength(Price.LongestName);
            builder.Property(row => row.Model).HasMaxLength(Price.LongestName);
            builder.Property(row => row.Region).HasMaxLength(Price.LongestName);
            builder.Property(row => row.Source).HasMaxLength(Price.LongestName);
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Amount).IsAmount();
            builder.Property(row => row.FromVolume).IsAmount();
            builder.HasIndex(row => new { row.TenantId, row.Provider, row.Model, row.Unit, row.Term, row.Region, row.FromVolume, row.ValidFrom }).IsUnique();
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.AddedBy });
        }
    }

    private sealed class UsageRepricingTable : IEntityTypeConfiguration<UsageRepricing>
    {
        public void Configure(EntityTypeBuilder<UsageRepricing> builder)
        {
            builder.ToTable("UsageRepricings");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Provider).HasMaxLength(Price.LongestName);
            builder.Property(row => row.Model).HasMaxLength(Price.LongestName);
            builder.HasIndex(row => new { row.TenantId, row.AskedAt, row.Id });
            builder.HasIndex(row => new { row.TenantId, row.EndedAt });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.AskedBy });
        }
    }

    private sealed class ReconciliationGapTable : IEntityTypeConfiguration<ReconciliationGap>
    {
        public void Configure(EntityTypeBuilder<ReconciliationGap> builder)
        {
            builder.ToTable("ReconciliationGaps");
            builder.HasKey(row => new { row.TenantId, row.Day, row.Provider, row.Model, row.Currency });
            builder.Property(row => row.Provider).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Model).HasMaxLength(UsageSource.LongestName);
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Billed).IsAmount();
            builder.Property(row => row.Metered).IsAmount();
        }
    }
}
