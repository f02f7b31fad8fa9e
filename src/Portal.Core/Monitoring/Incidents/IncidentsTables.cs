using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

public static class IncidentsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Finding> Findings => db.Set<Finding>();

        public DbSet<Incident> Incidents => db.Set<Incident>();

        public DbSet<IncidentEvent> IncidentEvents => db.Set<IncidentEvent>();
    }

    private sealed class FindingTable : IEntityTypeConfiguration<Finding>
    {
        public void Configure(EntityTypeBuilder<Finding> builder)
        {
            builder.ToTable("Findings");
            builder.HasKey(finding => new { finding.TenantId, finding.Id });
            builder.Property(finding => finding.Subject).HasMaxLength(400);
            builder.Property(finding => finding.Measure).HasMaxLength(60);
            builder.Property(finding => finding.Sentence).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(finding => new { finding.TenantId, finding.FoundAt });
            builder.HasIndex(finding => new { finding.TenantId, finding.IncidentId, finding.FoundAt });
            builder.HasIndex(finding => new { finding.TenantId, finding.MonitorRunId });
            builder.HasOne<Monitor>().WithMany().HasForeignKey(finding => new { finding.TenantId, finding.MonitorId });
            builder.HasOne<MonitorRun>().WithMany().HasForeignKey(finding => new { finding.TenantId, finding.MonitorRunId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(finding => new { finding.TenantId, finding.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(finding => new { finding.TenantId, finding.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(finding => new { finding.TenantId, finding.VersionId });
            builder.HasOne<Incident>().WithMany().HasForeignKey(finding => new { finding.TenantId, finding.IncidentId });
        }
    }

    private sealed class IncidentTable : IEntityTypeConfiguration<Incident>
    {
        public void Configure(EntityTypeBuilder<Incident> builder)
        {
            builder.ToTable("Incidents");
            builder.HasKey(incident => new { incident.TenantId, incident.Id });
            builder.Property(incident => incident.Title).HasMaxLength(400);
            builder.Property(incident => incident.Resolution).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(incident => new { incident.TenantId, incident.Number }).IsUnique();
            builder.HasIndex(incident => new { incident.TenantId, incident.State, incident.LastFoundAt });
            builder.HasIndex(incident => new { incident.TenantId, incident.MonitorId, incident.VersionId, incident.State });
            builder.HasIndex(incident => new { incident.TenantId, incident.OpenedAt });
            builder.HasIndex(incident => new { incident.TenantId, incident.FollowUpId });
            builder.HasOne<Incident>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.FormerId });
            builder.HasOne<Monitor>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.MonitorId });
            builder.HasOne<FollowUp>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.FollowUpId });
            builder.HasOne<Promotion>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.PromotionId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.VersionId });
            builder.HasOne<Member>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.AssignedTo });
            builder.HasOne<Member>().WithMany().HasForeignKey(incident => new { incident.TenantId, incident.ResolvedBy });
        }
    }

    private sealed class IncidentEventTable : IEntityTypeConfiguration<IncidentEvent>
    {
        public void Configure(EntityTypeBuilder<IncidentEvent> builder)
        {
            builder.ToTable("IncidentEvents");
            builder.HasKey(entry => new { entry.TenantId, entry.Id });
            builder.Property(entry => entry.Text).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(entry => new { entry.TenantId, entry.IncidentId, entry.At });
            builder.HasIndex(entry => new { entry.TenantId, entry.Message, entry.Kind }).IsUnique();
            builder.HasOne<Incident>().WithMany().HasForeignKey(entry => new { entry.TenantId, entry.IncidentId });
            builder.HasOne<Member>().WithMany().HasForeignKey(entry => new { entry.TenantId, entry.By });
        }
    }
}
