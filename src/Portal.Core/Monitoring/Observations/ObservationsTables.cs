using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations;

public static class ObservationsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<ObservationBatch> ObservationBatches => db.Set<ObservationBatch>();

        public DbSet<Baseline> Baselines => db.Set<Baseline>();

        public DbSet<WindowCounters> WindowCounters => db.Set<WindowCounters>();

        public DbSet<ObservationSettings> ObservationSettings => db.Set<ObservationSettings>();

        public DbSet<ObservationRetention> ObservationRetentions => db.Set<ObservationRetention>();
    }

    private sealed class ObservationBatchTable : IEntityTypeConfiguration<ObservationBatch>
    {
        public void Configure(EntityTypeBuilder<ObservationBatch> builder)
        {
            builder.ToTable("ObservationBatches");
            builder.HasKey(batch => new { batch.TenantId, batch.Id });
            builder.Property(batch => batch.Key).HasMaxLength(ObservationBatch.LongestKey);
            builder.Property(batch => batch.Currency).HasMaxLength(3);
            builder.Property(batch => batch.WaitingRows).HasJsonText();
            builder.HasIndex(batch => new { batch.TenantId, batch.EnvironmentId, batch.ModelId, batch.Key }).IsUnique();
            builder.HasIndex(batch => new { batch.TenantId, batch.EnvironmentId, batch.ModelId, batch.Number }).IsUnique();
            builder.HasIndex(batch => new { batch.TenantId, batch.EnvironmentId, batch.ModelId, batch.Kind, batch.LastAt });
            builder.HasIndex(batch => new { batch.TenantId, batch.LastAt });
            builder.HasIndex(batch => new { batch.TenantId, batch.BlockDigest });
            builder.HasOne<Environment>().WithMany().HasForeignKey(batch => new { batch.TenantId, batch.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(batch => new { batch.TenantId, batch.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(batch => new { batch.TenantId, batch.VersionId });
            builder.HasOne<Baseline>().WithMany().HasForeignKey(batch => new { batch.TenantId, batch.BaselineId });
            builder.HasOne<Artifact>().WithMany().HasForeignKey(batch => new { batch.TenantId, batch.BlockDigest });
            builder.HasOne<Member>().WithMany().HasForeignKey(batch => new { batch.TenantId, batch.ReceivedBy });
        }
    }

    private sealed class BaselineTable : IEntityTypeConfiguration<Baseline>
    {
        public void Configure(EntityTypeBuilder<Baseline> builder)
        {
            builder.ToTable("Baselines");
            builder.HasKey(baseline => new { baseline.TenantId, baseline.Id });
            builder.HasIndex(baseline => new { baseline.TenantId, baseline.VersionId }).IsUnique();
            builder.HasOne<Version>().WithMany().HasForeignKey(baseline => new { baseline.TenantId, baseline.VersionId });
            builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(baseline => new { baseline.TenantId, baseline.DatasetVersionId });
            builder.HasOne<Evaluation>().WithMany().HasForeignKey(baseline => new { baseline.TenantId, baseline.EvaluationId });
            builder.HasOne<Artifact>().WithMany().HasForeignKey(baseline => new { baseline.TenantId, baseline.Digest });
        }
    }

    private sealed class WindowCountersTable : IEntityTypeConfiguration<WindowCounters>
    {
        public void Configure(EntityTypeBuilder<WindowCounters> builder)
        {
            builder.ToTable("WindowCounters");
            builder.HasKey(window => new { window.TenantId, window.EnvironmentId, window.ModelId, window.VersionId, window.BaselineId, window.Hour });
            builder.HasOne<Environment>().WithMany().HasForeignKey(window => new { window.TenantId, window.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(window => new { window.TenantId, window.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(window => new { window.TenantId, window.VersionId });
            builder.HasOne<Baseline>().WithMany().HasForeignKey(window => new { window.TenantId, window.BaselineId });
        }
    }

    private sealed class ObservationSettingsTable : IEntityTypeConfiguration<ObservationSettings>
    {
        public void Configure(EntityTypeBuilder<ObservationSettings> builder)
        {
            builder.ToTable("ObservationSettings");
            builder.HasKey(settings => new { settings.TenantId, settings.EnvironmentId, settings.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(settings => new { settings.TenantId, settings.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(settings => new { settings.TenantId, settings.ModelId });
        }
    }

    private sealed class ObservationRetentionTable : IEntityTypeConfiguration<ObservationRetention>
    {
        public void Configure(EntityTypeBuilder<ObservationRetention> builder)
        {
            builder.ToTable("ObservationRetentions");
            builder.HasKey(retention => retention.TenantId);
        }
    }
}
