using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

public static class FleetsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<DeviceGroup> DeviceGroups => db.Set<DeviceGroup>();

        public DbSet<Device> Devices => db.Set<Device>();

        public DbSet<DeviceReading> DeviceReadings => db.Set<DeviceReading>();

        public DbSet<DeviceReport> DeviceReports => db.Set<DeviceReport>();

        public DbSet<FleetRollout> FleetRollouts => db.Set<FleetRollout>();

        public DbSet<FleetWave> FleetWaves => db.Set<FleetWave>();
    }

    private sealed class DeviceGroupTable : IEntityTypeConfiguration<DeviceGroup>
    {
        public void Configure(EntityTypeBuilder<DeviceGroup> builder)
        {
            builder.ToTable("DeviceGroups");
            builder.HasKey(group => new { group.TenantId, group.Id });
            builder.Property(group => group.Name).HasMaxLength(Names.Longest);
            builder.Property(group => group.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(group => group.Description).HasMaxLength(DeviceGroup.LongestDescription);
            builder.Property(group => group.Settings).HasJsonText();
            builder.HasIndex(group => new { group.TenantId, group.EnvironmentId, group.NormalizedName }).IsUnique();
            builder.HasOne<Environment>().WithMany().HasForeignKey(group => new { group.TenantId, group.EnvironmentId });
        }
    }

    private sealed class DeviceTable : IEntityTypeConfiguration<Device>
    {
        public void Configure(EntityTypeBuilder<Device> builder)
        {
            builder.ToTable("Devices");
            builder.HasKey(device => new { device.TenantId, device.Id });
            builder.Property(device => device.Name).HasMaxLength(Names.Longest);
            builder.Property(device => device.NormalizedName).HasMaxLength(Names.Longest);
            builder.HasIndex(device => new { device.TenantId, device.EnvironmentId, device.NormalizedName }).IsUnique();
            builder.HasIndex(device => new { device.TenantId, device.EnvironmentId, device.RegisteredAt });
            builder.HasIndex(device => new { device.TenantId, device.GroupId, device.RetiredAt });
            builder.HasIndex(device => new { device.TenantId, device.AccountId }).IsUnique();
            builder.HasOne<Environment>().WithMany().HasForeignKey(device => new { device.TenantId, device.EnvironmentId });
            builder.HasOne<DeviceGroup>().WithMany().HasForeignKey(device => new { device.TenantId, device.GroupId });
            builder.HasOne<Member>().WithMany().HasForeignKey(device => new { device.TenantId, device.AccountId });
            builder.HasOne<Member>().WithMany().HasForeignKey(device => new { device.TenantId, device.RegisteredBy });
        }
    }

    private sealed class DeviceReadingTable : IEntityTypeConfiguration<DeviceReading>
    {
        public void Configure(EntityTypeBuilder<DeviceReading> builder)
        {
            builder.ToTable("DeviceReadings");
            builder.HasKey(reading => new { reading.TenantId, reading.DeviceId, reading.ModelId });
            builder.Property(reading => reading.Message).HasMaxLength(DeviceReport.LongestMessage);
            builder.Property(reading => reading.Repeats).HasJsonText();
            builder.HasOne<Device>().WithMany().HasForeignKey(reading => new { reading.TenantId, reading.DeviceId });
            builder.HasOne<Model>().WithMany().HasForeignKey(reading => new { reading.TenantId, reading.ModelId });
        }
    }

    private sealed class DeviceReportTable : IEntityTypeConfiguration<DeviceReport>
    {
        public void Configure(EntityTypeBuilder<DeviceReport> builder)
        {
            builder.ToTable("DeviceReports");
            builder.HasKey(report => new { report.TenantId, report.DeviceId, report.Id });
            builder.Property(report => report.Message).HasMaxLength(DeviceReport.LongestMessage);
            builder.HasIndex(report => new { report.TenantId, report.DeviceId, report.ReceivedAt });
            builder.HasOne<Device>().WithMany().HasForeignKey(report => new { report.TenantId, report.DeviceId });
            builder.HasOne<Model>().WithMany().HasForeignKey(report => new { report.TenantId, report.ModelId });
        }
    }

    private sealed class FleetRolloutTable : IEntityTypeConfiguration<FleetRollout>
    {
        public void Configure(EntityTypeBuilder<FleetRollout> builder)
        {
            builder.ToTable("FleetRollouts");
            builder.HasKey(rollout => new { rollout.TenantId, rollout.Id });
            builder.Property(rollout => rollout.Reason).HasMaxLength(FleetRollout.LongestReason);
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.EnvironmentId, rollout.ModelId, rollout.Number }).IsUnique();
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.DeploymentId }).IsUnique();
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.State, rollout.NextLookAt });
            builder.HasOne<Environment>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.ModelId });
            builder.HasOne<Deployment>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.DeploymentId });
            builder.HasOne<Version>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.VersionId });
            builder.HasOne<Version>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.FormerVersionId });
            builder.HasMany(rollout => rollout.Waves).WithOne().HasForeignKey(wave => new { wave.TenantId, wave.RolloutId });
        }
    }

    private sealed class FleetWaveTable : IEntityTypeConfiguration<FleetWave>
    {
        public void Configure(EntityTypeBuilder<FleetWave> builder)
        {
            builder.ToTable("FleetWaves");
            builder.HasKey(wave => new { wave.TenantId, wave.RolloutId, wave.GroupId });
            builder.Property(wave => wave.Settings).HasJsonText();
            builder.Property(wave => wave.Counted).HasJsonText();
            builder.HasOne<DeviceGroup>().WithMany().HasForeignKey(wave => new { wave.TenantId, wave.GroupId });
        }
    }
}
