using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

public static class RegistryTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Model> Models => db.Set<Model>();

        public DbSet<Version> Versions => db.Set<Version>();

        public DbSet<VersionTag> VersionTags => db.Set<VersionTag>();

        public DbSet<VersionAlias> VersionAliases => db.Set<VersionAlias>();
    }

    private sealed class ModelTable : IEntityTypeConfiguration<Model>
    {
        public void Configure(EntityTypeBuilder<Model> builder)
        {
            builder.ToTable("Models");
            builder.HasKey(model => new { model.TenantId, model.Id });
            builder.Property(model => model.Name).HasMaxLength(Names.Longest);
            builder.Property(model => model.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(model => model.Purpose).HasMaxLength(ModelRules.LongestPurpose);
            builder.Property(model => model.AllowedRegions).HasJsonText();
            builder.Property(model => model.RequiredLabels).HasJsonText();
            builder.Property(model => model.Slices).HasJsonText();
            builder.HasIndex(model => new { model.TenantId, model.NormalizedName }).IsUnique();
            builder.HasIndex(model => new { model.TenantId, model.CreatedAt });
            builder.HasOne<Member>().WithMany().HasForeignKey(model => new { model.TenantId, model.OwnerId });
            builder.HasOne<Team>().WithMany().HasForeignKey(model => new { model.TenantId, model.TeamId });
            builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(model => new { model.TenantId, model.EvaluationDatasetVersionId });
        }
    }

    private sealed class VersionTable : IEntityTypeConfiguration<Version>
    {
        public void Configure(EntityTypeBuilder<Version> builder)
        {
            builder.ToTable("Versions");
            builder.HasKey(version => new { version.TenantId, version.Id });
            builder.Property(version => version.FileName).HasMaxLength(FileNames.Longest);
            builder.Property(version => version.Description).HasMaxLength(VersionRules.LongestDescription);
            builder.Property(version => version.Scoring).HasJsonText();
            builder.HasIndex(version => new { version.TenantId, version.ModelId, version.Number }).IsUnique();
            builder.HasIndex(version => new { version.TenantId, version.RegisteredAt });
            builder.HasIndex(version => new { version.TenantId, version.Digest });
            builder.HasOne<Model>().WithMany().HasForeignKey(version => new { version.TenantId, version.ModelId });
            builder.HasOne<Artifact>().WithMany().HasForeignKey(version => new { version.TenantId, version.Digest });
            builder.HasOne<Member>().WithMany().HasForeignKey(version => new { version.TenantId, version.RegisteredBy });
            builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(version => new { version.TenantId, version.TrainingDatasetVersionId });
            builder.HasOne<Version>().WithMany().HasForeignKey(version => new { version.TenantId, version.ParentVersionId });
            builder.HasMany(version => version.Tags).WithOne().HasForeignKey(tag => new { tag.TenantId, tag.VersionId }).OnDelete(DeleteBehavior.Cascade);
            builder.HasMany(version => version.Aliases).WithOne().HasForeignKey(alias => new { alias.TenantId, alias.VersionId });
        }
    }

    private sealed class VersionTagTable : IEntityTypeConfiguration<VersionTag>
    {
        public void Configure(EntityTypeBuilder<VersionTag> builder)
        {
            builder.ToTable("VersionTags");
            builder.HasKey(tag => new { tag.TenantId, tag.VersionId, tag.Key });
            builder.Property(tag => tag.Key).HasMaxLength(VersionRules.LongestTagKey);
            builder.Property(tag => tag.Value).HasMaxLength(VersionRules.LongestTagValue);
        }
    }

    private sealed class VersionAliasTable : IEntityTypeConfiguration<VersionAlias>
    {
        public void Configure(EntityTypeBuilder<VersionAlias> builder)
        {
            builder.ToTable("VersionAliases");
            builder.HasKey(alias => new { alias.TenantId, alias.ModelId, alias.Alias });
            builder.Property(alias => alias.Alias).HasMaxLength(Names.Longest);
            builder.HasOne<Model>().WithMany().HasForeignKey(alias => new { alias.TenantId, alias.ModelId });
        }
    }
}
