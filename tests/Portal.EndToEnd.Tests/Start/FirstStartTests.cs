namespace Portal.EndToEnd.Tests.Start;

public sealed class FirstStartTests
{
    [Fact]
    public async Task FirstStart_EmptyFolder_AnswersTheFirstPageWithinFifteenSeconds()
    {
        await using var portal = await PortalProcess.StartAsync();

        Assert.InRange(portal.StartedWithin, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        var (exitCode, output, complaints) = await portal.RunAsync("doctor");
        Assert.True(exitCode == 0, complaints);
        Assert.Contains("refuses changes of audit entries", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OneByteChanged_IsFoundByTheVerb()
    {
        await using var portal = await PortalProcess.StartAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.jsonl");

        var exported = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", file);
        var whole = await portal.RunAsync("audit", "verify", file);
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[2] = lines[2].Replace("member.added", "member.addee", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        var broken = await portal.RunAsync("audit", "verify", file);
        File.Delete(file);

        Assert.Equal((0, 0, 1), (exported.ExitCode, whole.ExitCode, broken.ExitCode));
        Assert.Contains("line 3", broken.Complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownVerb_IsUsedWrongly()
    {
        await using var portal = await PortalProcess.StartAsync();

        Assert.Equal(2, (await portal.RunAsync("frobnicate")).ExitCode);
    }
}
