using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

public static class ChargesTables
{
    extension(PortalDbContext db)
    {
        public DbSet<ChargeSource> ChargeSources => db.Set<ChargeSource>();

        public DbSet<ChargeImport> ChargeImports => db.Set<ChargeImport>();

        public DbSet<ChargePeriod> ChargePeriods => db.Set<ChargePeriod>();

        public DbSet<Charge> Charges => db.Set<Charge>();

        public DbSet<ChargeItem> ChargeItems => db.Set<ChargeItem>();

        public DbSet<ChargeRejection> ChargeRejections => db.Set<ChargeRejection>();

        public DbSet<AllocationRule> AllocationRules => db.Set<AllocationRule>();

        public DbSet<AllocationState> AllocationStates => db.Set<AllocationState>();
    }

    private sealed class ChargeSourceTable : IEntityTypeConfiguration<ChargeSource>
    {
        public void Configure(EntityTypeBuilder<ChargeSource> builder)
        {
            builder.ToTable("ChargeSources");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Name).HasMaxLength(Names.Longest);
            builder.Property(row => row.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(row => row.Provider).HasMaxLength(ChargeItem.LongestName);
            builder.Property(row => row.Description).HasMaxLength(ChargeSource.LongestDescription);
            builder.HasIndex(row => new { row.TenantId, row.NormalizedName }).IsUnique();
        }
    }

    private sealed class ChargeImportTable : IEntityTypeConfiguration<ChargeImport>
    {
        public void Configure(EntityTypeBuilder<ChargeImport> builder)
        {
            builder.ToTable("ChargeImports");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.FileName).HasMaxLength(ChargeImport.LongestFileName);
            builder.Property(row => row.Provider).HasMaxLength(ChargeItem.LongestName);
            builder.Property(row => row.Version).HasMaxLength(10);
            builder.Property(row => row.Failure).HasMaxLength(ChargeImport.LongestFailure);
            builder.Property(row => row.LeaseOwner).HasMaxLength(200);
            builder.Property(row => row.Findings).HasJsonText();
            builder.Ignore(row => row.RowsRead);
            builder.HasIndex(row => new { row.TenantId, row.Number }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.SentAt });
            builder.HasIndex(row => new { row.TenantId, row.State });
            builder.HasIndex(row => new { row.TenantId, row.SourceId, row.Digest });
            builder.HasOne<ChargeSource>().WithMany().HasForeignKey(row => new { row.TenantId, row.SourceId });
        }
    }

    private sealed class ChargePeriodTable : IEntityTypeConfiguration<ChargePeriod>
    {
        public void Configure(EntityTypeBuilder<ChargePeriod> builder)
        {
            builder.ToTable("ChargePeriods");
            builder.HasKey(row => new { row.TenantId, row.ImportNumber, row.Index });
            builder.Property(row => row.Totals).HasJsonText();
            builder.Property(row => row.Splits).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.SourceId, row.Start });
            builder.HasIndex(row => new { row.TenantId, row.SupersededBy, row.AllocatedWith });
            builder.HasOne<ChargeSource>().WithMany().HasForeignKey(row => new { row.TenantId, row.SourceId });
        }
    }

    /// <summary>Rows come by the million: no reference but the tenant's, and one index beside the key.</summary>
    private sealed class ChargeTable : IEntityTypeConfiguration<Charge>
    {
        public void Configure(EntityTypeBuilder<Charge> builder)
        {
            builder.ToTable("Charges");
            builder.HasKey(row => new { row.TenantId, row.ImportNumber, row.Line });
            builder.Property(row => row.Billed).IsAmount();
            builder.Property(row => row.Effective).IsAmount();
            builder.Property(row => row.List).IsAmount();
            builder.Property(row => row.Contracted).IsAmount();
            builder.Property(row => row.Consumed).IsAmount();
            builder.Property(row => row.Priced).IsAmount();
            builder.HasIndex(row => new { row.TenantId, row.ItemKey });
        }
    }

    private sealed class ChargeItemTable : IEntityTypeConfiguration<ChargeItem>
    {
        public void Configure(EntityTypeBuilder<ChargeItem> builder)
        {
            builder.ToTable("ChargeItems");
            builder.HasKey(row => new { row.TenantId, row.Key });
            foreach (var name in new[] { nameof(ChargeItem.Provider), nameof(ChargeItem.ServiceCategory), nameof(ChargeItem.Service), nameof(ChargeItem.Sku), nameof(ChargeItem.Region), nameof(ChargeItem.ConsumedUnit), nameof(ChargeItem.PricingUnit) })
            {
                builder.Property(name).HasMaxLength(ChargeItem.LongestName);
            }

            builder.Property(row => row.ResourceId).HasMaxLength(ChargeItem.LongestId);
            builder.Property(row => row.SubAccountId).HasMaxLength(ChargeItem.LongestId);
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.GpuCount).IsAmount();
            builder.HasIndex(row => new { row.TenantId, row.Digest }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.AllocatedBy, row.TeamId });
        }
    }

    private sealed class ChargeRejectionTable : IEntityTypeConfiguration<ChargeRejection>
    {
        public void Configure(EntityTypeBuilder<ChargeRejection> builder)
        {
            builder.ToTable("ChargeRejections");
            builder.HasKey(row => new { row.TenantId, row.ImportNumber, row.IsRejected, row.Line });
            builder.Property(row => row.Column).HasMaxLength(ChargeRejection.LongestColumn);
            builder.Property(row => row.Reason).HasMaxLength(ChargeRejection.LongestReason);
            builder.Property(row => row.Text).HasMaxLength(ChargeRejection.LongestText);
        }
    }

    private sealed class AllocationRuleTable : IEntityTypeConfiguration<AllocationRule>
    {
        public void Configure(EntityTypeBuilder<AllocationRule> builder)
        {
            builder.ToTable("AllocationRules");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Name).HasMaxLength(Names.Longest);
            builder.Property(row => row.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(row => row.TagKey).HasMaxLength(Names.Longest);
            builder.Property(row => row.Entries).HasJsonText();
            builder.Property(row => row.Match).HasJsonText();
            builder.Property(row => row.Sharers).HasJsonText();
            builder.HasIndex(row => new { row.TenantId, row.NormalizedName }).IsUnique();
        }
    }

    private sealed class AllocationStateTable : IEntityTypeConfiguration<AllocationState>
    {
        public void Configure(EntityTypeBuilder<AllocationState> builder)
        {
            builder.ToTable("AllocationStates");
            builder.HasKey(row => row.TenantId);
        }
    }
}
