using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Evaluations;

/// <summary>The portal is killed without warning; what was queued before runs after it, once.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Kill_DuringEvaluations_AfterRestartEachRunsToItsEnd()
    {
        await using var portal = await PortalProcess.StartAsync();
        using (var client = await portal.ClientAsync("Meridian", "scientist@meridian.example"))
        {
            await client.UntilAsync("evaluations?model=mortgage", page => Items(page).Any(row => (string)row["state"]! == "running"));
        }

        await portal.KillAsync();
        await portal.StartAgainAsync();

        using var again = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        var page = await again.UntilAsync("evaluations?model=mortgage", found => Items(found).Count == 6 && Items(found).All(row => (string)row["state"]! == "completed"));
        Assert.Equal(6, Items(page).Select(row => (int)row["number"]!).Distinct().Count());
        Assert.Equal(0, (await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "trail.jsonl"))).ExitCode);
        var completed = File.ReadLines(Path.Combine(portal.Folder, "trail.jsonl")).Count(line => line.Contains("\"action\":\"evaluation.completed\"", StringComparison.Ordinal));
        Assert.Equal(6, completed);
    }
}
