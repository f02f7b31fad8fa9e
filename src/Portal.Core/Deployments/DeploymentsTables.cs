using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

public static class DeploymentsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Environment> Environments => db.Set<Environment>();

        public DbSet<Deployment> Deployments => db.Set<Deployment>();

        public DbSet<LiveDeployment> LiveDeployments => db.Set<LiveDeployment>();
    }

    private sealed class EnvironmentTable : IEntityTypeConfiguration<Environment>
    {
        public void Configure(EntityTypeBuilder<Environment> builder)
        {
            builder.ToTable("Environments");
            builder.HasKey(environment => new { environment.TenantId, environment.Id });
            builder.Property(environment => environment.Name).HasMaxLength(Names.Longest);
            builder.Property(environment => environment.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(environment => environment.Region).HasMaxLength(DatasetRules.LongestRegion);
            builder.Property(environment => environment.Description).HasMaxLength(PlacementRules.LongestDescription);
            builder.Property(environment => environment.Capacity).HasMaxLength(PlacementRules.LongestCapacity);
            builder.Property(environment => environment.AllowedClassifications).HasJsonText();
            builder.HasIndex(environment => new { environment.TenantId, environment.NormalizedName }).IsUnique();
            builder.HasMany<Promotion>().WithOne().HasForeignKey(promotion => new { promotion.TenantId, promotion.EnvironmentId });
        }
    }

    private sealed class DeploymentTable : IEntityTypeConfiguration<Deployment>
    {
        public void Configure(EntityTypeBuilder<Deployment> builder)
        {
            builder.ToTable("Deployments");
            builder.HasKey(deployment => new { deployment.TenantId, deployment.Id });
            builder.Property(deployment => deployment.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(deployment => new { deployment.TenantId, deployment.EnvironmentId, deployment.ModelId, deployment.StartedAt });
            builder.HasIndex(deployment => new { deployment.TenantId, deployment.StartedAt });
            builder.HasIndex(deployment => new { deployment.TenantId, deployment.Incident }).IsUnique();
            builder.HasOne<Environment>().WithMany().HasForeignKey(deployment => new { deployment.TenantId, deployment.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(deployment => new { deployment.TenantId, deployment.ModelId });
            builder.HasOne<Version>().WithMany().HasForeignKey(deployment => new { deployment.TenantId, deployment.VersionId });
            builder.HasOne<Promotion>().WithMany().HasForeignKey(deployment => new { deployment.TenantId, deployment.PromotionId });
            builder.HasOne<Deployment>().WithMany().HasForeignKey(deployment => new { deployment.TenantId, deployment.OriginId });
            builder.HasOne<Member>().WithMany().HasForeignKey(deployment => new { deployment.TenantId, deployment.StartedBy });
        }
    }

    private sealed class LiveDeploymentTable : IEntityTypeConfiguration<LiveDeployment>
    {
        public void Configure(EntityTypeBuilder<LiveDeployment> builder)
        {
            builder.ToTable("LiveDeployments");
            builder.HasKey(live => new { live.TenantId, live.EnvironmentId, live.ModelId });
            builder.HasOne<Environment>().WithMany().HasForeignKey(live => new { live.TenantId, live.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(live => new { live.TenantId, live.ModelId });
            builder.HasOne<Deployment>().WithMany().HasForeignKey(live => new { live.TenantId, live.DeploymentId });
            builder.HasOne<Version>().WithMany().HasForeignKey(live => new { live.TenantId, live.VersionId });
            builder.HasOne<Deployment>().WithMany().HasForeignKey(live => new { live.TenantId, live.ChallengerDeploymentId });
            builder.HasOne<Version>().WithMany().HasForeignKey(live => new { live.TenantId, live.ChallengerVersionId });
        }
    }
}
