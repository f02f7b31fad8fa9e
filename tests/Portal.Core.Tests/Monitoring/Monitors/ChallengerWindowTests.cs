using Portal.Core.Deployments;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Monitoring.Observations;

namespace Portal.Core.Tests.Monitoring.Monitors;

/// <summary>A challenger is watched beside the live version, and its incident takes it back, from the rows that it answered.</summary>
public sealed class ChallengerWindowTests
{
    private const string Monitor = "slow";
    private static readonly DateTimeOffset s_day = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BothAreFast_TheWindowIsTheChampions()
    {
        await using var world = await StartAsync(MonitorActions.OpenIncident);
        await SendAsync(world, version: 2, slow: false);

        var run = await MeasureAsync(world);

        Assert.Equal((WindowVerdict.Quiet, world.Version), (run.Verdict, run.VersionId!.Value));
        var gate = (await ViewAsync(world)).Findings;
        Assert.Equal("120 of its answers were observed at this step.", gate.Single(finding => finding.Id == "observations").Sentence);
    }

    [Fact]
    public async Task TheChallengerIsSlow_ItsIncidentStopsTheNextStep()
    {
        await using var world = await StartAsync(MonitorActions.OpenIncident);
        await SendAsync(world, version: 2, slow: true);

        var run = await MeasureAsync(world);
        await world.Portal.DeliverAsync();

        Assert.Equal(WindowVerdict.Breach, run.Verdict);
        Assert.NotEqual(world.Version, run.VersionId!.Value);
        Assert.StartsWith("Version 2, the challenger: ", run.Sentence, StringComparison.Ordinal);
        var view = await ViewAsync(world);
        Assert.StartsWith("I-1 is open about it", view.Findings.Single(finding => finding.Id == "incidents").Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await world.Portal.Get<DueRollouts>().RunAsync(Ct));
    }

    [Fact]
    public async Task TheChallengerIsSlow_AndTheMonitorTakesBack_TheChallengerGoes()
    {
        await using var world = await StartAsync(MonitorActions.OpenIncident | MonitorActions.RollBack);
        await SendAsync(world, version: 2, slow: true);

        await MeasureAsync(world);
        await world.Portal.DeliverAsync();

        var live = (await world.Portal.Get<LiveVersion>().FindAsync(world.Scientist, ObservationWorld.Live, ObservationWorld.Model, Ct)).Value.Live;
        Assert.Equal((1, (LiveChallenger?)null), (live.VersionNumber, live.Challenger));
        Assert.Equal((RolloutState.TakenBack, (int?)1), ((await ViewAsync(world)).Row.State, (await ViewAsync(world)).Row.Incident));
    }

    private static async Task<ObservationWorld> StartAsync(MonitorActions actions)
    {
        var world = await ObservationWorld.StartAsync();
        await world.AddVersionAsync(2);
        var officer = world.Portal.As(Role.ComplianceOfficer);
        await world.Portal.Get<AddDefaultPolicies>().RunAsync(officer, Ct);
        var scope = new PolicyScope(RiskClass.High, EnvironmentPurpose.Production);
        var policy = (await world.Portal.Get<PolicyDetail>().FindAsync(officer, scope, Ct)).Value;
        var rules = new PolicyRules { Gates = [], Stages = [], Rollout = new RolloutPlan(RolloutStrategy.Canary, [50], 0) };
        Assert.True((await world.Portal.Get<EditPolicy>().RunAsync(officer, new EditPolicyRequest(scope, policy.Revision, rules, "For a test."), Ct)).IsOk);
        foreach (var number in new[] { 1, 2 })
        {
            Assert.True((await world.Portal.Get<RequestPromotion>().RunAsync(world.Scientist, new RequestPromotionRequest(ObservationWorld.Model, number, ObservationWorld.Live), Ct)).IsOk);
        }

        var draft = new MonitorDraft(
            Monitor, MonitorKind.Latency, MonitorReference.PreviousWindow, WindowLength.Day, "0 15 1 * * ?", "UTC", new MonitorSettings(MostMilliseconds: 100), Actions: actions);
        Assert.True((await world.Portal.Get<CreateMonitor>().RunAsync(world.Scientist, new CreateMonitorRequest(ObservationWorld.Live, ObservationWorld.Model, draft), Ct)).IsOk);
        world.Portal.Clock.Advance(TimeSpan.FromDays(3));
        await SendAsync(world, version: 1, slow: false);
        return world;
    }

    private static async Task SendAsync(ObservationWorld world, int version, bool slow)
    {
        var rows = ObservationWorld.Csv(1000 * version, 120, s_day.AddHours(8)).TrimEnd('\n').Split('\n');
        var body = string.Join('\n', rows.Select((row, index) => index == 0 || !slow ? row : row[..(row.LastIndexOf(',') + 1)] + "900")) + "\n";
        var sent = await world.SendAsync($"version-{version}", body, version: version);
        Assert.True(sent.IsOk, sent.Refusal?.Sentence);
    }

    private static async Task<MonitorRun> MeasureAsync(ObservationWorld world)
    {
        Assert.True((await world.Portal.Get<RunMonitorNow>().RunAsync(world.Scientist, new RunMonitorNowRequest(Monitor, s_day), Ct)).IsOk);
        await world.Portal.Get<MonitorRunner>().DrainAsync(Ct);
        await using var db = world.Portal.Open();
        return await db.MonitorRuns.AsNoTracking().SingleAsync(run => run.WindowFrom == s_day, Ct);
    }

    private static async Task<RolloutView> ViewAsync(ObservationWorld world) =>
        (await world.Portal.Get<RolloutDetail>().FindAsync(world.Portal.As(Role.Reviewer), ObservationWorld.Live, ObservationWorld.Model, Ct)).Value;
}
