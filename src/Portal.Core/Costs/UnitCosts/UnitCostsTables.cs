using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Costs.Currencies;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.UnitCosts;

public static class UnitCostsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<BusinessOutcome> BusinessOutcomes => db.Set<BusinessOutcome>();
    }

    private sealed class BusinessOutcomeTable : IEntityTypeConfiguration<BusinessOutcome>
    {
        public void Configure(EntityTypeBuilder<BusinessOutcome> builder)
        {
            builder.ToTable("BusinessOutcomes");
            builder.HasKey(row => new { row.TenantId, row.Id });
            builder.Property(row => row.Key).HasMaxLength(BusinessOutcome.LongestKey);
            builder.Property(row => row.Metric).HasMaxLength(Names.Longest);
            builder.Property(row => row.Workflow).HasMaxLength(Names.Longest);
            builder.Property(row => row.Value).IsAmount();
            builder.HasIndex(row => new { row.TenantId, row.Key }).IsUnique();
            builder.HasIndex(row => new { row.TenantId, row.Day });
            builder.HasOne<Model>().WithMany().HasForeignKey(row => new { row.TenantId, row.ModelId });
            builder.HasOne<Team>().WithMany().HasForeignKey(row => new { row.TenantId, row.TeamId });
            builder.HasOne<Member>().WithMany().HasForeignKey(row => new { row.TenantId, row.ReportedBy });
        }
    }
}
