namespace Portal.EndToEnd.Tests.Start;

/// <summary>One portal, started on an empty folder, for all of them: none changes what it holds.</summary>
public sealed class FirstStartTests(FirstStartTests.FirstStart first) : IClassFixture<FirstStartTests.FirstStart>
{
    private readonly PortalProcess _portal = first.Portal;

    [Fact]
    public async Task FirstStart_EmptyFolder_AnswersTheFirstPageWithinFifteenSeconds()
    {
        Assert.InRange(_portal.StartedWithin, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        var (exitCode, output, complaints) = await _portal.RunAsync("doctor");
        Assert.True(exitCode == 0, complaints);
        Assert.Contains("refuses changes of audit entries", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OneByteChanged_IsFoundByTheVerb()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.jsonl");

        var exported = await _portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", file);
        var whole = await _portal.RunAsync("audit", "verify", file);
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[2] = lines[2].Replace("member.added", "member.addee", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        var broken = await _portal.RunAsync("audit", "verify", file);
        File.Delete(file);

        Assert.Equal((0, 0, 1), (exported.ExitCode, whole.ExitCode, broken.ExitCode));
        Assert.Contains("line 3", broken.Complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownVerb_IsUsedWrongly()
    {
        Assert.Equal(2, (await _portal.RunAsync("frobnicate")).ExitCode);
    }

    public sealed class FirstStart : IAsyncLifetime
    {
        public PortalProcess Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Portal = await PortalProcess.StartAsync();

        public async ValueTask DisposeAsync() => await Portal.DisposeAsync();
    }
}
