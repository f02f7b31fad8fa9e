using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Datasets;

public sealed class ReceiveUploadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_SameBytesTwice_AreKeptOnce(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        await portal.UploadTextAsync("a.csv", "a\n1\n", Ct);
        await portal.UploadTextAsync("b.csv", "a\n1\n", Ct);

        await using var db = portal.Open();
        Assert.Equal(1, await db.Artifacts.CountAsync(Ct));
        Assert.Equal(2, await db.Uploads.CountAsync(Ct));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\models\\m.onnx", "m.onnx")]
    [InlineData("  a\tb\n.csv ", "ab.csv")]
    [InlineData("..", "..")]
    [InlineData("/", null)]
    [InlineData("", null)]
    public void Clean_NamesOfSenders_NeverHoldAPath(string name, string? cleaned) => Assert.Equal(cleaned, FileNames.Clean(name));

    [Fact]
    public async Task Run_MoreThanTheLimit_LeavesNothingBehind()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var act = new ReceiveUpload(portal.Get<AuditTrail>(), portal.Get<ArtifactStore>(), new ArtifactOptions { MaxUploadBytes = 10 });
        using var content = new MemoryStream(new byte[11]);

        var outcome = await act.RunAsync(portal.As(Role.DataScientist), new ReceiveUploadRequest("a.csv", content), Ct);

        Assert.Equal(RefusalKind.TooLarge, outcome.Refusal?.Kind);
        await using var db = portal.Open();
        Assert.False(await db.Artifacts.AnyAsync(Ct));
    }

    [Fact]
    public async Task Run_WithoutTheRole_DoesNotReadTheContent()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        using var content = new MemoryStream(new byte[1000]);

        var outcome = await portal.Get<ReceiveUpload>().RunAsync(portal.As(Role.Auditor), new ReceiveUploadRequest("a.csv", content), Ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal?.Kind);
        Assert.Equal(0, content.Position);
    }
}
