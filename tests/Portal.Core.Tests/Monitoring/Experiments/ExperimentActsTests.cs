using Portal.Core.Monitoring.Experiments;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Experiments;

public sealed class ExperimentActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Life_FromDraftToConclusion_IsInTheTrail_AndMakesNothingLive()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync();
        await world.SendAsync(1, ExperimentWorld.Rows("a", 400, 200));
        await world.SendAsync(2, ExperimentWorld.Rows("b", 400, 300));
        await world.LookAsync(number);

        Assert.True((await world.Portal.Get<StopExperiment>().RunAsync(world.Scientist, new StopExperimentRequest(number, "Enough."), Ct)).IsOk);
        Assert.True((await world.Portal.Get<ConcludeExperiment>().RunAsync(world.Scientist, new ConcludeExperimentRequest(number, ExperimentDecision.AdoptChallenger, "It favours more.", 2), Ct)).IsOk);

        var view = await world.ViewAsync(number);
        Assert.Equal((ExperimentState.Completed, ExperimentDecision.AdoptChallenger, 2, 1), (view.State, view.Decision!.Value, view.Winner!.Value, view.LiveNow!.Value));
        Assert.Equal(["experiment.created", "experiment.started", "experiment.looked", "experiment.verdict-changed", "experiment.stopped", "experiment.concluded"], await world.TrailAsync("experiment."));
        Assert.NotNull(view.May.Look);
    }

    [Fact]
    public async Task Acts_BySomebodyWithoutTheRole_AreRefusedAndKept()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var auditor = world.Portal.As(Role.Auditor);
        var number = await world.CreateAsync();
        var portal = world.Portal;

        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<CreateExperiment>().RunAsync(auditor, new CreateExperimentRequest(ExperimentWorld.Model, ExperimentWorld.Place, ExperimentWorld.Draft()), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<StartExperiment>().RunAsync(auditor, number, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<DeleteExperiment>().RunAsync(auditor, number, Ct)).Refusal!.Kind);
        await portal.Get<StartExperiment>().RunAsync(world.Scientist, number, Ct);
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<LookAtExperiment>().RunAsync(auditor, number, Ct)).Refusal!.Kind);
        Assert.Equal(["experiment.create.refused", "experiment.start.refused", "experiment.delete.refused", "experiment.look.refused"], (await world.TrailAsync("experiment.")).Where(action => action.EndsWith(".refused", StringComparison.Ordinal)));
        Assert.NotNull((await portal.Get<ExperimentDetail>().FindAsync(auditor, number, Ct)).Value.May.Look);
    }

    /// <summary>A mean of such numbers overflows, and every later look would.</summary>
    [Fact]
    public async Task Outcome_TooLargeForAMean_IsRefused()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync(ExperimentWorld.Draft(metric: ExperimentMetric.ReportedMean));
        var report = world.Portal.Get<ReportOutcomes>();

        Assert.Equal(RefusalKind.Invalid, (await report.RunAsync(world.Scientist, new ReportOutcomesRequest(number, [new ReportedOutcome("a", 1e300)]), Ct)).Refusal?.Kind);
        Assert.True((await report.RunAsync(world.Scientist, new ReportOutcomesRequest(number, [new ReportedOutcome("a", 1e12)]), Ct)).IsOk);
    }

    [Fact]
    public async Task Everything_AskedByAnotherTenant_IsNotThere()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var (portal, other, number) = (world.Portal, world.Portal.Outsider, await world.RunAsync());
        Refusal?[] refusals =
        [
            (await portal.Get<ExperimentDetail>().FindAsync(other, number, Ct)).Refusal,
            (await portal.Get<ExperimentDetail>().LooksAsync(other, number, new PageRequest(), Ct)).Refusal,
            (await portal.Get<ExperimentUnits>().FindAsync(other, number, "a", Ct)).Refusal,
            (await portal.Get<LookAtExperiment>().RunAsync(other, number, Ct)).Refusal,
            (await portal.Get<StartExperiment>().RunAsync(other, number, Ct)).Refusal,
            (await portal.Get<StopExperiment>().RunAsync(other, new StopExperimentRequest(number, "x"), Ct)).Refusal,
            (await portal.Get<ConcludeExperiment>().RunAsync(other, new ConcludeExperimentRequest(number, ExperimentDecision.Undecided, "x"), Ct)).Refusal,
            (await portal.Get<DeleteExperiment>().RunAsync(other, number, Ct)).Refusal,
            (await portal.Get<ReportOutcomes>().RunAsync(other, new ReportOutcomesRequest(number, [new ReportedOutcome("a", 1)]), Ct)).Refusal,
            (await portal.Get<ExperimentOutlook>().FindAsync(other, ExperimentWorld.Model, ExperimentWorld.Place, Ct)).Refusal,
            (await portal.Get<CreateExperiment>().RunAsync(other, new CreateExperimentRequest(ExperimentWorld.Model, ExperimentWorld.Place, ExperimentWorld.Draft()), Ct)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.NotFound, refusal!.Kind));
        Assert.Empty((await portal.Get<ExperimentList>().ReadAsync(other, new ExperimentListRequest(new PageRequest()), Ct)).Value.Items);
    }

    [Fact]
    public async Task Start_OfASecondSplit_OrWithTheLiveVersion_IsRefused()
    {
        await using var world = await ExperimentWorld.StartAsync();
        await world.RunAsync();
        var second = await world.CreateAsync(ExperimentWorld.Draft(challengers: 3));
        var shadow = await world.CreateAsync(ExperimentWorld.Draft(ExperimentMode.Shadow));
        var start = world.Portal.Get<StartExperiment>();

        Assert.Equal("experiment.overlap", (await start.RunAsync(world.Scientist, second, Ct)).Refusal!.Code);
        Assert.True((await start.RunAsync(world.Scientist, shadow, Ct)).IsOk);
        await world.MakeLiveAsync(3);
        await world.Portal.Get<StopExperiment>().RunAsync(world.Scientist, new StopExperimentRequest(1, "Room for the next."), Ct);
        Assert.Equal("experiment.challenger-live", (await start.RunAsync(world.Scientist, second, Ct)).Refusal!.Code);
        Assert.Equal(1, (await world.ViewAsync(1)).Champion);
    }

    [Fact]
    public async Task Delete_TakesDraftsOnly()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var draft = await world.CreateAsync();

        Assert.True((await world.Portal.Get<DeleteExperiment>().RunAsync(world.Scientist, draft, Ct)).IsOk);
        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<ExperimentDetail>().FindAsync(world.Scientist, draft, Ct)).Refusal!.Kind);
        Assert.Equal("experiment.state", (await world.Portal.Get<DeleteExperiment>().RunAsync(world.Scientist, await world.RunAsync(), Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task Clock_LooksOnceAnHour_OnlyWhereSomethingChanged_AndStopsAtTheEnd()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var due = world.Portal.Get<DueExperiments>();
        var number = await world.RunAsync(ExperimentWorld.Draft() with { EndsAt = world.Now.AddHours(5) });
        await world.SendAsync(1, ExperimentWorld.Rows("a", 50, 20));
        await world.SendAsync(2, ExperimentWorld.Rows("b", 50, 25));

        world.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), (await due.RunAsync(Ct), await due.RunAsync(Ct)));
        world.Portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await due.RunAsync(Ct));
        Assert.Single((await world.ViewAsync(number)).Looks);
        await world.SendAsync(2, ExperimentWorld.Rows("c", 5, 2));
        world.Portal.Clock.Advance(TimeSpan.FromHours(4));
        await due.RunAsync(Ct);

        var view = await world.ViewAsync(number);
        Assert.Equal((ExperimentState.Stopped, 2, 55L), (view.State, view.Looks.Count, view.Last!.Arms[1].Units));
        Assert.Equal(0, await due.RunAsync(Ct));
    }

    [Fact]
    public async Task Unit_IsAnsweredByItsArmWhileItRuns_AndByTheChampionElse()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var units = world.Portal.Get<ExperimentUnits>();
        var number = await world.CreateAsync();
        Assert.Equal("experiment.state", (await units.FindAsync(world.Scientist, number, "a", Ct)).Refusal!.Code);
        await world.Portal.Get<StartExperiment>().RunAsync(world.Scientist, number, Ct);

        var found = new List<UnitAssignment>();
        for (var unit = 0; unit < 40; unit++)
        {
            found.Add((await units.FindAsync(world.Scientist, number, $"unit-{unit}", Ct)).Value);
        }

        Assert.All(found, unit => Assert.Equal((unit.Bucket < 5_000 ? 1 : 2, unit.Bucket < 5_000), (unit.Version, unit.IsChampion)));
        Assert.Equal(2, found.Select(unit => unit.Version).Distinct().Count());
        await world.Portal.Get<StopExperiment>().RunAsync(world.Scientist, new StopExperimentRequest(number, "Over."), Ct);
        Assert.Equal((1, false), (await units.FindAsync(world.Scientist, number, found.First(unit => !unit.IsChampion).Unit, Ct)).Value is var after ? (after.Version, after.Running) : default);
        Assert.Equal("invalid", (await units.FindAsync(world.Scientist, number, "", Ct)).Refusal!.Code);
    }
}
