using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

public static class RunnersTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Runner> Runners => db.Set<Runner>();
    }

    private sealed class RunnerTable : IEntityTypeConfiguration<Runner>
    {
        public void Configure(EntityTypeBuilder<Runner> builder)
        {
            builder.ToTable("Runners");
            builder.HasKey(runner => new { runner.TenantId, runner.Id });
            builder.Property(runner => runner.Name).HasMaxLength(Names.Longest);
            builder.Property(runner => runner.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(runner => runner.Region).HasMaxLength(Datasets.DatasetRules.LongestRegion);
            builder.Property(runner => runner.Labels).HasJsonText();
            builder.Property(runner => runner.Device).HasMaxLength(AnnounceRunner.LongestText);
            builder.Property(runner => runner.CodeVersion).HasMaxLength(AnnounceRunner.LongestText);
            builder.HasIndex(runner => new { runner.TenantId, runner.NormalizedName }).IsUnique();
            builder.HasIndex(runner => new { runner.TenantId, runner.AccountId }).IsUnique();
            builder.HasOne<Member>().WithMany().HasForeignKey(runner => new { runner.TenantId, runner.AccountId });
            builder.HasOne<Member>().WithMany().HasForeignKey(runner => new { runner.TenantId, runner.RegisteredBy });
        }
    }
}
