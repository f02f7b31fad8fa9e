namespace Portal.Core.Storage.Artifacts;

public static class ArtifactRows
{
    /// <summary>Makes the stored bytes referable in the database; the same bytes have one row a tenant.</summary>
    public static async Task KeepArtifactAsync(this PortalDbContext db, StoredArtifact stored, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.Artifacts.AnyAsync(row => row.Digest == stored.Digest, ct))
        {
            db.Artifacts.Add(new Artifact { TenantId = db.Tenant, Digest = stored.Digest, Length = stored.Length, StoredAt = now });
        }
    }
}
