using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

public static class DatasetsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Upload> Uploads => db.Set<Upload>();

        public DbSet<Dataset> Datasets => db.Set<Dataset>();

        public DbSet<DatasetVersion> DatasetVersions => db.Set<DatasetVersion>();
    }

    private sealed class UploadTable : IEntityTypeConfiguration<Upload>
    {
        public void Configure(EntityTypeBuilder<Upload> builder)
        {
            builder.ToTable("Uploads");
            builder.HasKey(upload => new { upload.TenantId, upload.Id });
            builder.Property(upload => upload.FileName).HasMaxLength(FileNames.Longest);
            builder.HasOne<Artifact>().WithMany().HasForeignKey(upload => new { upload.TenantId, upload.Digest });
            builder.HasOne<Member>().WithMany().HasForeignKey(upload => new { upload.TenantId, upload.UploadedBy });
        }
    }

    private sealed class DatasetTable : IEntityTypeConfiguration<Dataset>
    {
        public void Configure(EntityTypeBuilder<Dataset> builder)
        {
            builder.ToTable("Datasets");
            builder.HasKey(dataset => new { dataset.TenantId, dataset.Id });
            builder.Property(dataset => dataset.Name).HasMaxLength(Names.Longest);
            builder.Property(dataset => dataset.NormalizedName).HasMaxLength(Names.Longest);
            builder.Property(dataset => dataset.Description).HasMaxLength(DatasetRules.LongestDescription);
            builder.Property(dataset => dataset.Region).HasMaxLength(DatasetRules.LongestRegion);
            builder.HasIndex(dataset => new { dataset.TenantId, dataset.NormalizedName }).IsUnique();
            builder.HasIndex(dataset => new { dataset.TenantId, dataset.CreatedAt });
            builder.HasOne<Member>().WithMany().HasForeignKey(dataset => new { dataset.TenantId, dataset.OwnerId });
        }
    }

    private sealed class DatasetVersionTable : IEntityTypeConfiguration<DatasetVersion>
    {
        public void Configure(EntityTypeBuilder<DatasetVersion> builder)
        {
            builder.ToTable("DatasetVersions");
            builder.HasKey(version => new { version.TenantId, version.Id });
            builder.Property(version => version.FileName).HasMaxLength(FileNames.Longest);
            builder.Property(version => version.Columns).HasJsonText();
            builder.Property(version => version.Profile).HasJsonText();
            builder.HasIndex(version => new { version.TenantId, version.DatasetId, version.Number }).IsUnique();
            builder.HasOne<Dataset>().WithMany().HasForeignKey(version => new { version.TenantId, version.DatasetId });
            builder.HasOne<Artifact>().WithMany().HasForeignKey(version => new { version.TenantId, version.Digest });
            builder.HasOne<Member>().WithMany().HasForeignKey(version => new { version.TenantId, version.CreatedBy });
        }
    }
}
