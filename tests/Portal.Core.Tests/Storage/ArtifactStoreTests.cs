using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Tests.Storage;

public sealed class ArtifactStoreTests
{
    [Fact]
    public async Task Sweep_DeletesOldPartsOnly()
    {
        var root = Directory.CreateTempSubdirectory("portal-store-").FullName;
        var (store, tenant, now) = (new ArtifactStore(root), TenantId.New(), new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
        using var content = new MemoryStream([1, 2, 3]);
        var kept = (await store.WriteAsync(tenant, content, 10, TestContext.Current.CancellationToken)).Value;
        var folder = Path.Combine(root, tenant.ToString(), "incoming");
        foreach (var (name, age) in new[] { ("old", 25), ("young", 23) })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "part", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(Path.Combine(folder, name), now.UtcDateTime.AddHours(-age));
        }

        File.SetLastWriteTimeUtc(store.PathOf(tenant, kept.Digest), now.UtcDateTime.AddYears(-1));

        Assert.Equal(1, store.SweepIncoming(now));
        Assert.Equal(["young"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.True(store.Exists(tenant, kept.Digest));
        Assert.Equal(0, new ArtifactStore(Path.Combine(root, "none")).SweepIncoming(now));
        Directory.Delete(root, recursive: true);
    }
}
