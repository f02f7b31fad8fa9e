using System.Net;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Evaluations;

/// <summary>The portal is killed without warning; what was queued before runs after it, once.</summary>
public sealed class CrashTests(PreparedDemo demo)
{
    private const int Demo = 6;

    /// <summary>So many that the queue is still busy when the process is killed: one alone is done within a second.</summary>
    private const int Asked = 24;

    [Fact]
    public async Task Kill_DuringEvaluations_AfterRestartEachRunsToItsEnd()
    {
        await using var portal = await demo.StartAsync();
        using (var client = await portal.ClientAsync("Meridian", "scientist@meridian.example"))
        {
            for (var i = 0; i < Asked; i++)
            {
                await client.CreateAsync("evaluations", new { model = "mortgage", version = 1 + (i % Demo) }, HttpStatusCode.Created);
            }

            await client.UntilAsync("evaluations?model=mortgage", page => Items(page).Any(row => (string)row["state"]! == "running"));
        }

        await portal.KillAsync();
        await portal.StartAgainAsync();

        using var again = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        var page = await again.UntilAsync("evaluations?model=mortgage", found => Items(found).Count == Demo + Asked && Items(found).All(row => (string)row["state"]! == "completed"));
        Assert.Equal(Demo, Items(page).Select(row => (int)row["number"]!).Distinct().Count());
        Assert.Equal(0, (await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "trail.jsonl"))).ExitCode);
        var completed = File.ReadLines(Path.Combine(portal.Folder, "trail.jsonl")).Count(line => line.Contains("\"action\":\"evaluation.completed\"", StringComparison.Ordinal) && line.Contains("mortgage version", StringComparison.Ordinal));
        Assert.Equal(Demo + Asked, completed);
    }
}
