using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Puts blocks into the artifact store and takes them from there.</summary>
internal sealed class BlockShelf(ArtifactStore store)
{
    public async Task<StoredArtifact> KeepAsync(TenantId tenant, IReadOnlyList<ObservedColumn> columns, CancellationToken ct)
    {
        using var block = new MemoryStream(BlockWriter.Write(columns), writable: false);
        return (await store.WriteAsync(tenant, block, long.MaxValue, ct)).Value;
    }

    public BlockReader Open(TenantId tenant, Digest digest) => BlockReader.Open(store.OpenRead(tenant, digest));

    public FileStream OpenScratch(TenantId tenant) => store.OpenScratch(tenant);
}
