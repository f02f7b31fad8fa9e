using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Health;

public sealed class ModelHealthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Health_OfSeveralMonitors_IsToldByTheWorstOfTheNewestVerdicts(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var drift = await world.AddMonitorAsync("drift", MonitorKind.Drift);
        var daily = await world.AddMonitorAsync("drift by the day", MonitorKind.Drift, WindowLength.Day);
        var performance = await world.AddMonitorAsync("performance", MonitorKind.Performance);
        await world.AddRunAsync(drift, 0, WindowVerdict.Breach, HealthData.Of("lvrat", "w1Norm", 0.6, WindowVerdict.Breach, 0.25));
        await world.AddRunAsync(drift, 1, WindowVerdict.Quiet, HealthData.Of("lvrat", "w1Norm", 0.02, WindowVerdict.Quiet, 0.25));
        await world.AddRunAsync(daily, 1, WindowVerdict.Warning);
        await world.AddRunAsync(performance, 0, WindowVerdict.Quiet, HealthData.Of("score", "rocAuc", 0.8, WindowVerdict.Quiet, 0.77));
        await world.AddRunAsync(performance, 1, WindowVerdict.Breach, HealthData.Of("score", "rocAuc", 0.58, WindowVerdict.Breach, 0.77));
        await world.AddRunAsync(performance, 2, WindowVerdict.NotEnoughData);

        var health = await FindAsync(world, Role.DataScientist);

        Assert.Equal(("performance", WindowVerdict.Breach), (health.Telling!.Name, health.Verdict));
        Assert.Equal("Week 1 was Breach.", health.Telling.LastJudged!.Sentence);
        Assert.Equal("drift", health.Of(MonitorKind.Drift)!.Name);
        Assert.Equal([WindowVerdict.Breach, WindowVerdict.Quiet], health.Of(MonitorKind.Drift)!.Runs.Select(run => run.Verdict!.Value));
        Assert.Equal(1, health.Telling.Runs[0].Version);
        Assert.Equal(1, health.Subject.Version);
    }

    [Theory, EveryDatabase]
    public async Task Health_OfManyWindows_KeepsTheNewestOfEachMonitor(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        foreach (var name in new[] { "one", "two" })
        {
            var monitor = await world.AddMonitorAsync(name, MonitorKind.Volume);
            for (var week = 0; week < 5; week++)
            {
                await world.AddRunAsync(monitor, week, WindowVerdict.Quiet);
            }
        }

        var health = await FindAsync(world, Role.DataScientist, windows: 3);

        Assert.All(health.Monitors, monitor => Assert.Equal([2, 3, 4], monitor.Runs.Select(run => (int)(run.From - HealthData.FirstMonday).TotalDays / 7)));
    }

    [Theory, EveryDatabase]
    public async Task Health_ForWhoMayNotReadProtectedAttributes_HasNoNumberOfAGroup(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var bias = await world.AddMonitorAsync("bias", MonitorKind.Bias);
        await world.AddRunAsync(bias, 0, WindowVerdict.Breach, HealthData.Of("afam = yes", "impactRatio", 0.7, WindowVerdict.Breach, 0.8));

        var (scientist, reviewer) = (await FindAsync(world, Role.DataScientist), await FindAsync(world, Role.Reviewer));

        Assert.Equal(0.7, Assert.Single(scientist.Of(MonitorKind.Bias)!.Last!.Readings).Value);
        Assert.Equal(WindowVerdict.Breach, reviewer.Of(MonitorKind.Bias)!.Last!.Verdict);
        Assert.Empty(reviewer.Of(MonitorKind.Bias)!.Last!.Readings);
        Assert.Equal(ProtectedWords.Instead, reviewer.Of(MonitorKind.Bias)!.Last!.Sentence);
    }

    /// <summary>The runs behind the health of a model are asked for by themselves, too.</summary>
    [Theory, EveryDatabase]
    public async Task Runs_ForWhoMayNotReadProtectedAttributes_HaveNoNumberOfAGroup(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var bias = await world.AddMonitorAsync("bias", MonitorKind.Bias);
        await world.AddRunAsync(bias, 0, WindowVerdict.Breach, HealthData.Of("afam = yes", "impactRatio", 0.7, WindowVerdict.Breach, 0.8));
        var (runs, monitors, one) = (world.Data.Portal.Get<MonitorRunList>(), world.Data.Portal.Get<MonitorList>(), world.Data.Portal.Get<MonitorDetail>());

        foreach (var (role, hidden) in new[] { (Role.DataScientist, false), (Role.Auditor, false), (Role.Executive, true), (Role.TenantAdministrator, true) })
        {
            var actor = world.Data.Portal.As(role);
            var listed = Assert.Single((await runs.ReadAsync(actor, new MonitorRunListRequest(new PageRequest()), Ct)).Value.Items);
            var named = Assert.Single((await runs.ReadAsync(actor, new MonitorRunListRequest(new PageRequest(), "bias"), Ct)).Value.Items);
            var found = (await runs.FindAsync(actor, listed.Id, Ct)).Value;

            Assert.Equal(WindowVerdict.Breach, found.Row.Verdict);
            Assert.Equal(hidden ? 0 : 1, found.Readings.Count);
            Assert.All(
                [listed.Sentence, named.Sentence, found.Row.Sentence, (await monitors.ReadAsync(actor, new MonitorListRequest(new PageRequest()), Ct)).Value.Items[0].LastSentence, (await one.FindAsync(actor, "bias", Ct)).Value.Row.LastSentence],
                sentence => Assert.Equal(hidden, sentence == ProtectedWords.Instead));
        }
    }

    /// <summary>Neither by the run itself, nor by asking for a column by way of another model's monitor, nor by trying a monitor out.</summary>
    [Fact]
    public async Task Protected_IsNotReadByAnyOtherWayEither()
    {
        await using var world = await HealthData.StartAsync(DatabaseProviderName.Sqlite);
        var (bias, quality) = (await world.AddMonitorAsync("bias", MonitorKind.Bias), await world.AddMonitorAsync("quality", MonitorKind.DataQuality));
        await world.AddRunAsync(bias, 0, WindowVerdict.Breach, HealthData.Of("afam = yes", "impactRatio", 0.7, WindowVerdict.Breach, 0.8));
        await world.AddRunAsync(quality, 0, WindowVerdict.Quiet, HealthData.Of("afam", "missing", 0.1, WindowVerdict.Quiet), HealthData.Of("lvrat", "missing", 0.2, WindowVerdict.Quiet));
        var (scientist, reviewer, portal) = (world.Data.Scientist, world.Data.Reviewer, world.Data.Portal);
        var draft = new MonitorDraft("x", MonitorKind.Bias, MonitorReference.TrainingSet, WindowLength.Day, "0 0 2 * * ?", "UTC", new MonitorSettings());

        Assert.Equal((1, 2), (await ReadingsAsync(scientist, bias), await ReadingsAsync(scientist, quality)));
        Assert.Equal((0, 1), (await ReadingsAsync(reviewer, bias), await ReadingsAsync(reviewer, quality)));
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<MonitorPreview>().ReadAsync(reviewer, new CreateMonitorRequest(GovernanceData.Production, GovernanceData.Model, draft), Ct)).Refusal?.Kind);
        await portal.CreateModelAsync("other", null, Ct);
        Assert.Equal(RefusalKind.NotFound, (await portal.Get<DriftComparison>().FindAsync(scientist, GovernanceData.Production, "other", "quality", "lvrat", HealthData.FirstMonday, Ct)).Refusal?.Kind);

        async Task<int> ReadingsAsync(Actor actor, MonitorId monitor)
        {
            await using var db = portal.Open();
            return (await portal.Get<MonitorRunList>().FindAsync(actor, db.MonitorRuns.Single(run => run.MonitorId == monitor).Id, Ct)).Value.Readings.Count;
        }
    }

    [Theory, EveryDatabase]
    public async Task Health_OfAnotherTenantOrOfNothing_IsNotThere(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var query = world.Data.Portal.Get<ModelHealth>();

        Assert.Equal(RefusalKind.NotFound, (await query.FindAsync(world.Data.Portal.Outsider, GovernanceData.Production, GovernanceData.Model, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await query.FindAsync(world.Data.Scientist, "nowhere", GovernanceData.Model, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await query.FindAsync(world.Data.Scientist, GovernanceData.Production, "nothing", Ct)).Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Incidents_OpenOnesStandFirst(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var monitor = await world.AddMonitorAsync("drift", MonitorKind.Drift);
        await world.AddIncidentAsync(monitor, 1, IncidentState.Open);
        await world.AddIncidentAsync(monitor, 2, IncidentState.Resolved);

        var health = await FindAsync(world, Role.DataScientist);

        Assert.Equal([1, 2], health.Incidents.Select(incident => incident.Number));
        Assert.Equal(1, Assert.Single(health.Open).Number);
        Assert.Equal("drift", health.Incidents[0].Monitor);
    }

    [Theory, EveryDatabase]
    public async Task Watched_WhatAsksForAttentionStandsFirst_AndTheUnwatchedIsThere(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var performance = await world.AddMonitorAsync("performance", MonitorKind.Performance);
        await world.AddRunAsync(performance, 0, WindowVerdict.Quiet, HealthData.Of("score", "rocAuc", 0.8, WindowVerdict.Quiet, 0.77));
        await world.AddRunAsync(performance, 1, WindowVerdict.Breach, HealthData.Of("score", "rocAuc", 0.58, WindowVerdict.Breach, 0.77));
        var quality = await world.AddMonitorAsync("quality", MonitorKind.DataQuality);
        await world.AddRunAsync(quality, 1, WindowVerdict.Quiet, HealthData.Of(Reading.Table, "score", 98, WindowVerdict.Quiet, 70));
        await world.AddIncidentAsync(performance, 1, IncidentState.Open);
        Assert.Equal(PromotionState.Approved, (await world.Data.RequestAsync(1, environment: "development")).Value.State);

        var rows = (await world.Data.Portal.Get<WatchedModels>().ReadAsync(world.Data.Scientist, Ct)).Rows;

        var row = rows[0];
        Assert.Equal(("development", false), (Assert.Single(rows.Skip(1)).Environment, rows[1].IsWatched));
        Assert.Equal((GovernanceData.Model, 2, 1, 98d), (row.Model, row.Monitors, row.OpenIncidents, row.Quality));
        Assert.Equal([0.8, 0.58], row.Line!.Values);
        Assert.True(row.Line.Breach);
        Assert.Equal(WindowVerdict.Breach, row.Last!.Verdict);
        Assert.Empty((await world.Data.Portal.Get<WatchedModels>().ReadAsync(world.Data.Portal.Outsider, Ct)).Rows);
    }

    private static async Task<HealthView> FindAsync(HealthData world, Role role, int windows = ModelHealth.Windows) =>
        (await world.Data.Portal.Get<ModelHealth>().FindAsync(world.Data.Portal.As(role), GovernanceData.Production, GovernanceData.Model, Ct, windows)).Value;
}
