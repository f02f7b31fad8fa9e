using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public static class MonitorsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Monitor> Monitors => db.Set<Monitor>();

        public DbSet<MonitorRun> MonitorRuns => db.Set<MonitorRun>();
    }

    private sealed class MonitorTable : IEntityTypeConfiguration<Monitor>
    {
        public void Configure(EntityTypeBuilder<Monitor> builder)
        {
            builder.ToTable("Monitors");
            builder.HasKey(monitor => new { monitor.TenantId, monitor.Id });
            builder.Property(monitor => monitor.Name).HasMaxLength(Names.Longest);
            builder.Property(monitor => monitor.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(monitor => monitor.Schedule).HasMaxLength(120);
            builder.Property(monitor => monitor.TimeZone).HasMaxLength(80);
            builder.Property(monitor => monitor.Columns).HasJsonText();
            builder.Property(monitor => monitor.Settings).HasJsonText();
            builder.HasIndex(monitor => new { monitor.TenantId, monitor.NormalizedName }).IsUnique();
            builder.HasIndex(monitor => new { monitor.TenantId, monitor.NextDueAt });
            builder.HasIndex(monitor => new { monitor.TenantId, monitor.EnvironmentId, monitor.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(monitor => new { monitor.TenantId, monitor.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(monitor => new { monitor.TenantId, monitor.ModelId });
            builder.HasOne<Member>().WithMany().HasForeignKey(monitor => new { monitor.TenantId, monitor.CreatedBy });
        }
    }

    private sealed class MonitorRunTable : IEntityTypeConfiguration<MonitorRun>
    {
        public void Configure(EntityTypeBuilder<MonitorRun> builder)
        {
            builder.ToTable("MonitorRuns");
            builder.HasKey(run => new { run.TenantId, run.Id });
            builder.Property(run => run.LeaseOwner).HasMaxLength(200);
            builder.Property(run => run.FailureSentence).HasMaxLength(Texts.LongestReason);
            builder.Property(run => run.Sentence).HasMaxLength(Texts.LongestReason);
            builder.Property(run => run.Readings).HasJsonText();
            builder.HasIndex(run => new { run.TenantId, run.MonitorId, run.WindowTo }).IsUnique();
            builder.HasIndex(run => new { run.TenantId, run.State, run.DueAt });
            builder.HasIndex(run => new { run.TenantId, run.QueuedAt });
            builder.HasOne<Monitor>().WithMany().HasForeignKey(run => new { run.TenantId, run.MonitorId });
            builder.HasOne<Version>().WithMany().HasForeignKey(run => new { run.TenantId, run.VersionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(run => new { run.TenantId, run.RequestedBy });
        }
    }
}
