using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Promotions;

/// <summary>The portal is killed at different instants of an approval: it is either wholly there with its entries, or not at all.</summary>
public sealed class ApprovalCrashTests
{
    /// <summary>How long after sending the decision the process dies, in milliseconds.</summary>
    private static readonly int[] s_instants = [0, 3, 8, 15, 30, 60, 400];

    [Fact]
    public async Task Kill_DuringAnApproval_LeavesAllOfItOrNothing()
    {
        await using var portal = await PortalProcess.StartAsync(("Portal__Demo__Story", "false"));
        var promotions = await AskForPromotionsAsync(portal);
        var done = 0;
        foreach (var (instant, promotion) in s_instants.Zip(promotions))
        {
            await ApproveAndKillAsync(portal, promotion, instant);
            await portal.StartAgainAsync();
            done += await IsWhollyThereAsync(portal, promotion) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{done} of {s_instants.Length} approvals were done before the end.");
        var (exitCode, _, complaints) = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "trail.jsonl"));
        Assert.True(exitCode == 0, complaints);
    }

    private static async Task<IReadOnlyList<JsonObject>> AskForPromotionsAsync(PortalProcess portal)
    {
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await scientist.EvaluatedAsync("mortgage", 1);
        var promotions = new List<JsonObject>();
        for (var i = 0; i < s_instants.Length; i++)
        {
            await administrator.CreateAsync(
                "environments", new { name = $"rehearsal-{i}", purpose = "staging", placement = "privateCluster", region = "eu-central", description = "" }, HttpStatusCode.Created);
            var asked = await scientist.CreateAsync("promotions", new { model = "mortgage", version = 1, environment = $"rehearsal-{i}", note = "" }, HttpStatusCode.Created);
            promotions.Add(await scientist.FindAsync($"promotions/{asked["id"]}"));
        }

        return promotions;
    }

    private static async Task ApproveAndKillAsync(PortalProcess portal, JsonObject promotion, int instant)
    {
        using var reviewer = await portal.ClientAsync("Meridian", "reviewer@meridian.example");
        using var gone = new CancellationTokenSource();
        var decision = new { verdict = "approve", reason = "rehearsal", evidenceDigest = (string)promotion["evidenceDigest"]! };
        var watch = Stopwatch.StartNew();
        var sent = reviewer.PostAsJsonAsync(new Uri($"/api/v1/promotions/{promotion["id"]}/decisions", UriKind.Relative), decision, gone.Token);
        SpinWait.SpinUntil(() => watch.ElapsedMilliseconds >= instant);
        await portal.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await sent;
            throw new InvalidOperationException($"It was answered before the end: {answer.StatusCode}");
        });
    }

    private static async Task<bool> IsWhollyThereAsync(PortalProcess portal, JsonObject promotion)
    {
        using var auditor = await portal.ClientAsync("Meridian", "auditor@meridian.example");
        var now = await auditor.FindAsync($"promotions/{promotion["id"]}");
        var decided = await auditor.FindAsync($"audit/entries?action=promotion.decided&subjectId={promotion["id"]}");
        var environment = (string)now["environment"]!;
        using var live = await auditor.GetAsync(new Uri($"/api/v1/environments/{environment}/deployments/mortgage", UriKind.Relative));
        var approved = (string)now["state"]! == "approved";

        Assert.Equal(approved ? 1 : 0, now["decisions"]!.AsArray().Count);
        Assert.Equal(approved ? 1 : 0, Items(decided).Count);
        Assert.Equal(approved ? HttpStatusCode.OK : HttpStatusCode.NotFound, live.StatusCode);
        return approved;
    }
}
