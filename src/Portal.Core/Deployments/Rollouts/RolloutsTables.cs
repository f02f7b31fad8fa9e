using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

public static class RolloutsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Rollout> Rollouts => db.Set<Rollout>();

        public DbSet<RolloutMove> RolloutMoves => db.Set<RolloutMove>();
    }

    private sealed class RolloutTable : IEntityTypeConfiguration<Rollout>
    {
        public void Configure(EntityTypeBuilder<Rollout> builder)
        {
            builder.ToTable("Rollouts");
            builder.HasKey(rollout => new { rollout.TenantId, rollout.Id });
            builder.Property(rollout => rollout.Shares).HasJsonText();
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.DeploymentId }).IsUnique();
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.EnvironmentId, rollout.ModelId, rollout.StartedAt });
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.StartedAt });
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.State, rollout.DueAt });
            builder.HasIndex(rollout => new { rollout.TenantId, rollout.Incident }).IsUnique();
            builder.HasOne<Environment>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.EnvironmentId });
            builder.HasOne<Model>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.ModelId });
            builder.HasOne<Promotion>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.PromotionId });
            builder.HasOne<Deployment>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.DeploymentId });
            builder.HasOne<Version>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.VersionId });
            builder.HasOne<Deployment>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.ChampionDeploymentId });
            builder.HasOne<Version>().WithMany().HasForeignKey(rollout => new { rollout.TenantId, rollout.ChampionVersionId });
            builder.HasMany(rollout => rollout.Moves).WithOne().HasForeignKey(move => new { move.TenantId, move.RolloutId });
        }
    }

    private sealed class RolloutMoveTable : IEntityTypeConfiguration<RolloutMove>
    {
        public void Configure(EntityTypeBuilder<RolloutMove> builder)
        {
            builder.ToTable("RolloutMoves");
            builder.HasKey(move => new { move.TenantId, move.Id });
            builder.Property(move => move.Reason).HasMaxLength(Texts.LongestReason);
            builder.HasIndex(move => new { move.TenantId, move.RolloutId, move.Number }).IsUnique();
            builder.HasOne<Member>().WithMany().HasForeignKey(move => new { move.TenantId, move.By });
        }
    }
}
