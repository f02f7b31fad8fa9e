using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Storage;

public static class StorageTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Artifact> Artifacts => db.Set<Artifact>();

        public DbSet<OutboxMessage> Outbox => db.Set<OutboxMessage>();

        public DbSet<IdempotencyRecord> IdempotencyRecords => db.Set<IdempotencyRecord>();
    }

    private sealed class ArtifactTable : IEntityTypeConfiguration<Artifact>
    {
        public void Configure(EntityTypeBuilder<Artifact> builder)
        {
            builder.ToTable("Artifacts");
            builder.HasKey(artifact => new { artifact.TenantId, artifact.Digest });
        }
    }

    private sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> builder)
        {
            builder.ToTable("Outbox");
            builder.HasKey(message => new { message.TenantId, message.Id });
            builder.Property(message => message.Kind).HasMaxLength(100);
            builder.Property(message => message.Subject).HasMaxLength(MessageSubject.Longest);
            builder.Property(message => message.LastError).HasMaxLength(1000);
            builder.HasIndex(message => new { message.TenantId, message.DeliveredAt, message.DueAt });
        }
    }

    private sealed class IdempotencyTable : IEntityTypeConfiguration<IdempotencyRecord>
    {
        public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
        {
            builder.ToTable("IdempotencyRecords");
            builder.HasKey(record => new { record.TenantId, record.MemberId, record.Key });
            builder.HasIndex(record => new { record.TenantId, record.CreatedAt });
            builder.Property(record => record.Key).HasMaxLength(200);
            builder.Property(record => record.RequestDigest).HasMaxLength(64);
            builder.Property(record => record.Location).HasMaxLength(2000);
            builder.Property(record => record.ContentType).HasMaxLength(100);
        }
    }
}
