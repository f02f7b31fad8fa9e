using System.Security.Cryptography;
using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Serving;

namespace Portal.Scoring.Tests.Serving;

/// <summary>Files by digest: fetched once, never believed, and bounded.</summary>
public sealed class ArtifactCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-test-cache-");
    private int _fetched;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Again_IsFetchedOnce()
    {
        var cache = new ArtifactCache(_folder.FullName, longest: 1000);

        using var first = await GetAsync(cache, "model");
        using var again = await GetAsync(cache, "model");

        Assert.Equal("model", await File.ReadAllTextAsync(first!.Path, Ct));
        Assert.Equal(first.Path, again!.Path);
        Assert.Equal(1, _fetched);
    }

    [Theory]
    [InlineData("modex")]
    [InlineData("mode")]
    [InlineData("model and more")]
    [InlineData("")]
    public async Task Get_OtherBytesThanTheDigest_AreNotKept(string sent)
    {
        var cache = new ArtifactCache(_folder.FullName, longest: 1000);

        Assert.Null(await GetAsync(cache, "model", sent));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Get_KeptFileThatWasChanged_IsFetchedAnew()
    {
        var cache = new ArtifactCache(_folder.FullName, longest: 1000);
        (await GetAsync(cache, "model"))!.Dispose();
        await File.WriteAllTextAsync(Assert.Single(_folder.GetFiles()).FullName, "MODEL", Ct);

        using var again = await GetAsync(cache, "model");

        Assert.Equal("model", await File.ReadAllTextAsync(again!.Path, Ct));
        Assert.Equal(2, _fetched);
    }

    [Fact]
    public async Task Get_TooManyBytes_TheUnusedGoAndTheUsedStay()
    {
        var cache = new ArtifactCache(_folder.FullName, longest: 8);
        using var used = await GetAsync(cache, "model");
        (await GetAsync(cache, "table"))!.Dispose();
        (await GetAsync(cache, "third"))!.Dispose();

        Assert.True(File.Exists(used!.Path));
        Assert.True(_folder.GetFiles().Length <= 2);
    }

    [Fact]
    public async Task Get_DigestThatIsNone_BecomesNoPath() =>
        Assert.Null(await new ArtifactCache(_folder.FullName, 1000).GetAsync(new LeasedFile("../../outside", 1), _ => throw new InvalidOperationException("Fetched."), Ct));

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<KeptFile?> GetAsync(ArtifactCache cache, string text, string? sent = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return cache.GetAsync(
            new LeasedFile(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length),
            async takeAsync =>
            {
                _fetched++;
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(sent ?? text));
                await takeAsync(content, Ct);
                return true;
            },
            Ct);
    }
}
