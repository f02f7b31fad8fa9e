using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Reports;
using Portal.Core.Costs.Sums;
using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs;

public static class CostsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<CostSettings> CostSettings => db.Set<CostSettings>();

        public DbSet<ExchangeRate> ExchangeRates => db.Set<ExchangeRate>();

        public DbSet<CostSubject> CostSubjects => db.Set<CostSubject>();

        public DbSet<CostSum> CostSums => db.Set<CostSum>();

        public DbSet<CostReport> CostReports => db.Set<CostReport>();

        public DbSet<CostReportSubscription> CostReportSubscriptions => db.Set<CostReportSubscription>();
    }

    private sealed class CostSettingsTable : IEntityTypeConfiguration<CostSettings>
    {
        public void Configure(EntityTypeBuilder<CostSettings> builder)
        {
            builder.ToTable("CostSettings");
            builder.HasKey(row => row.TenantId);
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
        }
    }

    private sealed class ExchangeRateTable : IEntityTypeConfiguration<ExchangeRate>
    {
        public void Configure(EntityTypeBuilder<ExchangeRate> builder)
        {
            builder.ToTable("ExchangeRates");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.From).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.To).HasMaxLength(CurrencyCode.Length);
            builder.Property(row => row.Rate).IsAmount();
            builder.Property(row => row.Source).HasMaxLength(ExchangeRate.LongestSource);
            builder.HasIndex(row => new { row.TenantId, row.From, row.To, row.Date }).IsUnique();
        }
    }

    private sealed class CostReportTable : IEntityTypeConfiguration<CostReport>
    {
        public void Configure(EntityTypeBuilder<CostReport> builder)
        {
            builder.ToTable("CostReports");
            builder.HasKey(row => new { row.TenantId, row.Cadence, row.From });
            builder.Property(row => row.Figures).HasJsonText();
        }
    }

    private sealed class CostReportSubscriptionTable : IEntityTypeConfiguration<CostReportSubscription>
    {
        public void Configure(EntityTypeBuilder<CostReportSubscription> builder)
        {
            builder.ToTable("CostReportSubscriptions");
            builder.HasKey(row => new { row.TenantId, row.MemberId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.MemberId });
        }
    }

    private sealed class CostSubjectTable : IEntityTypeConfiguration<CostSubject>
    {
        public void Configure(EntityTypeBuilder<CostSubject> builder)
        {
            builder.ToTable("CostSubjects");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Provider).HasMaxLength(CostSubject.LongestName);
            builder.Property(row => row.ServiceCategory).HasMaxLength(CostSubject.LongestName);
            builder.Property(row => row.Service).HasMaxLength(CostSubject.LongestName);
            builder.Property(row => row.Sku).HasMaxLength(CostSubject.LongestName);
            builder.Property(row => row.Region).HasMaxLength(CostSubject.LongestName);
            builder.Property(row => row.Currency).HasMaxLength(CurrencyCode.Length);
            builder.HasIndex(row => new { row.TenantId, row.Key }).IsUnique();
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Deployments.Environment>().WithMany().HasForeignKey(row => new { row.TenantId, row.EnvironmentId });
        }
    }

    private sealed class CostSumTable : IEntityTypeConfiguration<CostSum>
    {
        public void Configure(EntityTypeBuilder<CostSum> builder)
        {
            builder.ToTable("CostSums");
            builder.HasKey(row => new { row.TenantId, row.Grain, row.Start, row.SubjectId, row.OriginId });
            builder.Property(row => row.Billed).IsAmount();
            builder.Property(row => row.Effective).IsAmount();
            builder.Property(row => row.List).IsAmount();
            builder.Property(row => row.Contracted).IsAmount();
            builder.Property(row => row.Tokens).IsAmount();
            builder.Property(row => row.Requests).IsAmount();
            builder.Property(row => row.GpuHours).IsAmount();
            builder.HasIndex(row => new { row.TenantId, row.OriginId });
            builder.HasOne<CostSubject>().WithMany().HasForeignKey(row => new { row.TenantId, row.SubjectId });
        }
    }
}
