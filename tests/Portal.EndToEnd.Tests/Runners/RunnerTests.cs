using System.Net;
using System.Text.Json.Nodes;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Runners;

/// <summary>A portal that runs nothing itself, and runners as processes of their own: killed, cut off, stopped.</summary>
public sealed class RunnerTests(PreparedDemo demo)
{
    private const string Local = "Portal__Evaluations__Local";
    private const int Demo = 6;

    /// <summary>So many that both runners are still busy when it happens: one alone is done within a second.</summary>
    private const int Asked = 40;

    private static readonly (string, string) s_shortLease = ("Portal__Evaluations__RunnerLeaseSeconds", "3");

    [Fact]
    public async Task TwoRunners_OneKilledAndOneCutOff_EveryEvaluationEndsExactlyOnce()
    {
        await using var portal = await demo.StartAsync(s_shortLease, (Local, "false"));
        var local = (await TrailAsync(portal, "evaluation.completed")).ToDictionary(end => (string)end["version"]!, end => (string)end["evidence"]!, StringComparer.Ordinal);
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await using var toKilled = new Relay(portal.Address);
        await using var toCutOff = new Relay(portal.Address);
        await using var killed = await RunnerProcess.StartAsync(administrator, "killed", through: toKilled.Address, more: ["--slots", "2"]);
        await using var cutOff = await RunnerProcess.StartAsync(administrator, "cut-off", through: toCutOff.Address, more: ["--slots", "2"]);
        for (var i = 0; i < Asked; i++)
        {
            await scientist.CreateAsync("evaluations", new { model = "mortgage", version = 1 + (i % Demo) }, HttpStatusCode.Created);
        }

        await CutWhileBusyAsync(administrator, toCutOff, cutOff.Name);
        await CutWhileBusyAsync(administrator, toKilled, killed.Name);
        await killed.KillAsync();
        await IdleAsync(administrator, killed.Name, cutOff.Name);
        toCutOff.Mend();
        var page = await scientist.UntilAsync($"evaluations?model=mortgage&size={Demo + Asked}", found => Items(found).All(Ended));

        Assert.All(Items(page), row => Assert.Equal("completed", (string)row["state"]!));
        Assert.Equal(Demo + Asked, Items(page).Count);
        var ends = await TrailAsync(portal, "evaluation.completed");
        Assert.Equal(Items(page).Select(row => (string)row["id"]!).Order(StringComparer.Ordinal), ends.Select(end => (string)end["evaluation"]!).Order(StringComparer.Ordinal));
        Assert.All(ends, end => Assert.Equal(local[(string)end["version"]!], (string)end["evidence"]!));
        Assert.Contains(await TrailAsync(portal, "evaluation.requeued"), requeued => (string?)requeued["why"] == "the lease ran out");
        Assert.Contains(ends, end => (string)end["runner"]! == cutOff.Name);
        Assert.Contains("no connection", cutOff.Output, StringComparison.Ordinal);
        Assert.Equal(0, await cutOff.StopAsync());
    }

    [Fact]
    public async Task Stop_WhileItRuns_HandsItBackAtOnceAndTheTryDoesNotCount()
    {
        await using var portal = await PortalProcess.StartAsync((Local, "false"));
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await using var runner = await RunnerProcess.StartAsync(administrator, "stopped");
        await scientist.EvaluatedAsync("mortgage", Demo);
        var upload = await scientist.UploadAsync(Repository.Folder("tests", "samples", "bad-models", "endless-loop.onnx"));
        var registered = await scientist.CreateAsync("models/mortgage/versions", new { upload, description = "Never ends." }, HttpStatusCode.Created);
        var number = (int)registered["number"]!;
        var running = await scientist.UntilAsync($"evaluations?model=mortgage&version={number}", page => Items(page) is [var only] && (string?)only["state"] == "running");

        Assert.Equal(0, await runner.StopAsync());

        var after = await scientist.FindAsync($"evaluations/{(string)Items(running)[0]["id"]!}");
        Assert.Equal(("queued", 0), ((string)after["state"]!, (int)after["attempt"]!));
        Assert.Contains("handed back", runner.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Region_ThatTheModelDoesNotAllow_IsNeverLeasedTo()
    {
        await using var portal = await PortalProcess.StartAsync((Local, "false"), ("Portal__Demo__Story", "false"));
        using var scientist = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await using var elsewhere = await RunnerProcess.StartAsync(administrator, "elsewhere", "ap-south");
        await administrator.UntilAsync("runners", page => (string)Find(page, elsewhere.Name)["state"]! == "online");
        await using var here = await RunnerProcess.StartAsync(administrator, "here");

        await scientist.UntilAsync("evaluations?model=mortgage", found => Items(found).Count == Demo && Items(found).All(Ended));

        var started = await TrailAsync(portal, "evaluation.started");
        Assert.Equal(Demo, started.Count);
        Assert.All(started, one => Assert.Equal(here.Name, (string)one["runner"]!));
    }

    [Fact]
    public async Task Token_OfARunner_OpensNoOtherDoorAndEndsWithTheRunner()
    {
        await using var portal = await demo.StartAsync();
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        var registered = await administrator.CreateAsync("runners", new { name = "door", region = "eu-central", days = 1 }, HttpStatusCode.Created);
        using var runner = new HttpClient { BaseAddress = portal.Address };
        runner.DefaultRequestHeaders.Authorization = new("Bearer", (string)registered["token"]!);
        using var anybody = new HttpClient { BaseAddress = portal.Address };
        var document = JsonNode.Parse(await anybody.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!.AsObject();

        foreach (var (template, path) in document["paths"]!.AsObject().Where(path => !path.Key.StartsWith("/api/v1/runners/me", StringComparison.Ordinal)))
        {
            foreach (var (verb, _) in path!.AsObject())
            {
                using var request = new HttpRequestMessage(new HttpMethod(verb.ToUpperInvariant()), new Uri(template.Replace("{id}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal), UriKind.Relative));
                using var response = await runner.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, $"{verb} {template}: {response.StatusCode}");
            }
        }

        await runner.CreateAsync("runners/me/leases", new { lease = Guid.CreateVersion7(), waitSeconds = 0 }, HttpStatusCode.NoContent);
        await administrator.CreateAsync($"runners/{(string)registered["id"]!}/retire", new { reason = "over" }, HttpStatusCode.NoContent);
        await runner.CreateAsync("runners/me/leases", new { lease = Guid.CreateVersion7(), waitSeconds = 0 }, HttpStatusCode.Unauthorized);
    }

    /// <summary>An evaluation takes a moment: what was busy when it was asked may have nothing left when it is cut off. Then again.</summary>
    private static async Task CutWhileBusyAsync(HttpClient administrator, Relay relay, string runner)
    {
        do
        {
            relay.Mend();
            await administrator.UntilAsync("runners", page => IsBusy(page, runner));
            relay.Cut();
        }
        while (!IsBusy(await administrator.FindAsync("runners"), runner));
    }

    private static bool IsBusy(JsonObject page, string runner) => Find(page, runner)["doing"]!.AsArray().Count > 0;

    private static Task<JsonObject> IdleAsync(HttpClient administrator, params string[] runners) =>
        administrator.UntilAsync("runners", page => Array.TrueForAll(runners, runner => !IsBusy(page, runner)));

    private static JsonObject Find(JsonObject page, string runner) => Items(page).Single(row => (string)row["name"]! == runner);

    private static bool Ended(JsonObject evaluation) => (string)evaluation["state"]! is "completed" or "failed" or "cancelled";

    /// <summary>The details of every entry of an action, from the exported trail.</summary>
    private static async Task<IReadOnlyList<JsonObject>> TrailAsync(PortalProcess portal, string action)
    {
        var file = Path.Combine(portal.Folder, $"{Guid.CreateVersion7():N}.jsonl");
        var (exitCode, _, complaints) = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", file);
        Assert.True(exitCode == 0, complaints);
        return [.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!["entry"]!.AsObject()).Where(entry => (string?)entry["action"] == action && ((string)entry["subject"]!["name"]!).StartsWith("mortgage version", StringComparison.Ordinal)).Select(entry => entry["details"]!.AsObject())];
    }
}
