using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Promotions;

/// <summary>The portal is killed at different instants of an approval: it is either wholly there with its entries, or not at all.</summary>
public sealed class ApprovalCrashTests(PreparedDemo demo)
{
    /// <summary>When the process dies after the decision was sent, as a share of the time that an undisturbed approval takes.</summary>
    private static readonly double[] s_instants = [0.3, 0.7, 0.95, 1.3];

    [Fact]
    public async Task Kill_DuringAnApproval_LeavesAllOfItOrNothing()
    {
        await using var portal = await demo.StartAsync();
        var promotions = await AskForPromotionsAsync(portal);
        var undisturbed = await ApproveAsync(portal, promotions[0]);
        var done = 0;
        foreach (var (instant, promotion) in s_instants.Zip(promotions.Skip(1)))
        {
            await ApproveAndKillAsync(portal, promotion, undisturbed * instant);
            await portal.StartAgainAsync();
            done += await IsWhollyThereAsync(portal, promotion) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{done} of {s_instants.Length} approvals were done before the end; an undisturbed one takes {undisturbed.TotalMilliseconds:F0} ms.");
        var (exitCode, _, complaints) = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "trail.jsonl"));
        Assert.True(exitCode == 0, complaints);
    }

    private static async Task<IReadOnlyList<JsonObject>> AskForPromotionsAsync(PortalProcess portal)
    {
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await scientist.EvaluatedAsync("mortgage", 1);
        var promotions = new List<JsonObject>();
        for (var i = 0; i <= s_instants.Length; i++)
        {
            await administrator.CreateAsync(
                "environments", new { name = $"rehearsal-{i}", purpose = "staging", placement = "privateCluster", region = "eu-central", description = "" }, HttpStatusCode.Created);
            var asked = await scientist.CreateAsync("promotions", new { model = "mortgage", version = 1, environment = $"rehearsal-{i}", note = "" }, HttpStatusCode.Created);
            promotions.Add(await scientist.FindAsync($"promotions/{asked["id"]}"));
        }

        return promotions;
    }

    private static async Task<TimeSpan> ApproveAsync(PortalProcess portal, JsonObject promotion)
    {
        using var reviewer = await portal.ClientAsync("Meridian", "reviewer@meridian.example");
        var watch = Stopwatch.StartNew();
        using var answer = await SendAsync(reviewer, promotion);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return watch.Elapsed;
    }

    private static async Task ApproveAndKillAsync(PortalProcess portal, JsonObject promotion, TimeSpan instant)
    {
        using var reviewer = await portal.ClientAsync("Meridian", "reviewer@meridian.example");
        var watch = Stopwatch.StartNew();
        var sent = SendAsync(reviewer, promotion);
        SpinWait.SpinUntil(() => watch.Elapsed >= instant);
        await portal.KillAsync();
        try
        {
            (await sent).Dispose();
        }
        catch (HttpRequestException)
        {
            // The connection went down with the process.
        }
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient reviewer, JsonObject promotion) =>
        reviewer.PostAsJsonAsync(
            new Uri($"/api/v1/promotions/{promotion["id"]}/decisions", UriKind.Relative),
            new { verdict = "approve", reason = "rehearsal", evidenceDigest = (string)promotion["evidenceDigest"]! });

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
