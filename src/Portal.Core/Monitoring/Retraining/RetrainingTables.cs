using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

public static class RetrainingTables
{
    extension(PortalDbContext db)
    {
        public DbSet<RetrainingRequest> RetrainingRequests => db.Set<RetrainingRequest>();
    }

    private sealed class RetrainingRequestTable : IEntityTypeConfiguration<RetrainingRequest>
    {
        public void Configure(EntityTypeBuilder<RetrainingRequest> builder)
        {
            builder.ToTable("RetrainingRequests");
            builder.HasKey(request => new { request.TenantId, request.Id });
            builder.Property(request => request.Reason).HasMaxLength(Texts.LongestReason);
            builder.Property(request => request.EndReason).HasMaxLength(Texts.LongestReason);
            builder.Property(request => request.Moved).HasJsonText();
            builder.Property(request => request.Lineage).HasJsonText();
            builder.HasIndex(request => new { request.TenantId, request.Number }).IsUnique();
            builder.HasIndex(request => new { request.TenantId, request.RequestedAt });
            builder.HasIndex(request => new { request.TenantId, request.ModelId, request.RequestedAt });
            builder.HasIndex(request => new { request.TenantId, request.VersionId, request.State });
            builder.HasOne<Model>().WithMany().HasForeignKey(request => new { request.TenantId, request.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(request => new { request.TenantId, request.VersionId });
            builder.HasOne<Version>().WithMany().HasForeignKey(request => new { request.TenantId, request.AnsweredBy });
            builder.HasOne<Environment>().WithMany().HasForeignKey(request => new { request.TenantId, request.EnvironmentId });
            builder.HasOne<Incident>().WithMany().HasForeignKey(request => new { request.TenantId, request.IncidentId });
            builder.HasOne<Member>().WithMany().HasForeignKey(request => new { request.TenantId, request.RequestedBy });
            builder.HasOne<Member>().WithMany().HasForeignKey(request => new { request.TenantId, request.EndedBy });
        }
    }
}
