using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.UnitCosts;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.UnitCosts;

public sealed class UnitCostTests
{
    private static readonly CostFacts s_input = CostWorld.Facts("Chat") with { Sku = "input" };
    private static readonly CostFacts s_output = CostWorld.Facts("Chat") with { Sku = "output" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Trend_DividesUsageByWhatItCounted_AndExplainsTheChange(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var portal = world.Portal;
        await world.AddAsync(
            Guid.CreateVersion7(),
            (new(2026, 1, 10), s_input, new(0, 20, Tokens: 10_000_000, Requests: 1000)),
            (new(2026, 2, 10), s_input, new(0, 60, Tokens: 20_000_000, Requests: 4000)),
            (new(2026, 2, 11), s_output, new(0, 40, Tokens: 5_000_000)),
            (new(2026, 2, 11), CostWorld.Facts("GPU"), new(0, 33, GpuHours: 10)),
            (new(2026, 2, 12), CostWorld.Facts("Chat") with { IsCorrection = true, Sku = "input" }, new(0, -500, Tokens: 1)),
            (new(2026, 2, 12), CostWorld.Facts("Tax") with { Category = ChargeCategory.Tax }, new(0, 19, Requests: 5)),
            (new(2026, 2, 12), CostWorld.Facts("GPU") with { IsUnused = true }, new(0, 70, GpuHours: 4)));

        var view = (await portal.Get<UnitCostTrend>().ReadAsync(portal.As(Role.Auditor), new(new SpendScope()), Ct)).Value;

        Assert.Equal((13, new DateOnly(2026, 2, 1), true), (view.Periods.Count, view.Explained.Start, view.Periods[^1].IsOpen));
        Assert.Equal(60 + 40 + 33 - 500 + 19 + 70, view.Explained.Total);
        Assert.Equal([(CostUnit.Request, 100m / 4000), (CostUnit.ThousandPredictions, null), (CostUnit.MillionTokens, 4m), (CostUnit.GpuHour, 3.3m)], view.Explained.Units.Select(unit => (unit.Unit, unit.PerUnit)));
        Assert.Equal([(2m, 1m / 50), (null, null)], new[] { view.ExplainedBefore, view.Periods[0] }.Select(period => (period.Units[2].PerUnit, period.Units[0].PerUnit)));
        Assert.Equal(view.Drivers.Change, view.Drivers.Volume + view.Drivers.Mix + view.Drivers.Price + view.Drivers.Other);
        Assert.Equal((20m, view.Explained.Total), (view.Drivers.Before, view.Drivers.After));
        Assert.Equal((30m, 20m, 30m), (view.Drivers.Volume, view.Drivers.Price, view.Drivers.Mix));
        Assert.Equal([("Nimbus, Chat: input", 3m, (decimal?)2m), ("Nimbus, Chat: output", 8m, null)], view.Skus.Select(line => (line.Name, line.PerUnit!.Value, line.Before)));
    }

    [Fact]
    public async Task Outcome_CountsOnce_AndItsCostIsThatOfWhoCarriesIt()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, scientist) = (world.Portal, world.Portal.As(Role.DataScientist));
        var report = portal.Get<ReportBusinessOutcome>();
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 2, 10), CostWorld.Facts("Chat", team: portal.Team), new(0, 300)), (new(2026, 2, 10), CostWorld.Facts("Chat"), new(0, 5000)));
        string team;
        await using (var db = portal.Open())
        {
            team = await db.Teams.Where(row => row.Id == portal.Team).Select(row => row.Name).SingleAsync(Ct);
        }

        var request = new ReportBusinessOutcomeRequest("loans decided", new(2026, 2, 10), 120, Team: team, Workflow: "credit");
        var first = (await report.RunAsync(scientist, request, Ct)).Value;
        var again = (await report.RunAsync(scientist, request, Ct)).Value;
        await report.RunAsync(scientist, request with { Day = new(2026, 2, 11), Value = 30 }, Ct);

        Assert.Equal((false, true, first.Id), (first.Known, again.Known, again.Id));
        Assert.Equal("outcome.differs", (await report.RunAsync(scientist, request with { Value = 121 }, Ct)).Refusal!.Code);
        Assert.Equal(RefusalKind.Forbidden, (await report.RunAsync(portal.As(Role.Reviewer), request, Ct)).Refusal!.Kind);
        Assert.Equal("value", (await report.RunAsync(scientist, request with { Value = -1 }, Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal("model", (await report.RunAsync(scientist, request with { Team = null, Model = "nothing" }, Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal("day", (await report.RunAsync(scientist, request with { Day = new(2026, 3, 9) }, Ct)).Refusal!.Fields.Keys.Single());
        var view = (await portal.Get<UnitCostTrend>().ReadAsync(scientist, new(new SpendScope()), Ct)).Value;
        var cost = Assert.Single(view.Outcomes);
        Assert.Equal(("loans decided", "credit", $"team {team}", 150m, 300m, 2m), (cost.Metric, cost.Workflow, cost.Carriers, cost.Quantity, cost.Cost, cost.PerOutcome!.Value));
        Assert.Null(cost.Before);
    }

    [Fact]
    public async Task Weeks_BeginOnMonday_AndOtherPeriodsCanBeExplained()
    {
        await using var world = await CostWorld.StartAsync();
        var units = world.Portal.Get<UnitCostTrend>();
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 2, 22), s_input, new(0, 5, Tokens: 1_000_000)), (new(2026, 2, 23), s_input, new(0, 8, Tokens: 1_000_000)));

        var view = (await units.ReadAsync(world.Portal.As(Role.Executive), new(new SpendScope(), UnitPeriod.Week), Ct)).Value;

        Assert.Equal((new DateOnly(2026, 2, 23), 8m, 5m, 3m), (view.Explained.Start, view.Explained.Units[2].PerUnit!.Value, view.ExplainedBefore.Units[2].PerUnit!.Value, view.Drivers.Price));
        Assert.Equal("to", (await units.ReadAsync(world.Portal.As(Role.Executive), new(new SpendScope(), To: new(2020, 1, 1)), Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal("drivenBy", (await units.ReadAsync(world.Portal.As(Role.Executive), new(new SpendScope(), DrivenBy: CostUnit.ThousandPredictions), Ct)).Refusal!.Fields.Keys.Single());
    }
}
