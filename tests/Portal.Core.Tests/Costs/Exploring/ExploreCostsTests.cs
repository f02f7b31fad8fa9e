using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Exploring;

/// <summary>The clock of these tests says 2 March 2026.</summary>
public sealed class ExploreCostsTests
{
    private static readonly ExploreRequest s_request = new(
        new(new(2026, 2, 1), new(2026, 3, 1)), ExploreGrain.Day, ExploreGroup.Service, null, ExploreMeasure.Effective, CostBasis.Billed, new Dictionary<CostDimension, string>());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Rows_AddUp_BesideTheTimeBefore(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        await FillAsync(world);

        var view = await ReadAsync(world, s_request);
        var twice = await ReadAsync(world, s_request with { Then = ExploreGroup.Team });
        var months = await ReadAsync(world, s_request with { Grain = ExploreGrain.Month, Span = new(new(2026, 1, 1), new(2026, 3, 1)), By = ExploreGroup.Period });

        Assert.Equal(("USD", 28, new DateOnly(2026, 2, 20)), (view.Unit, view.Periods.Count, view.Known));
        Assert.Equal([("Chat", 60m, 100m), ("Search", 25m, 0m), ("Old", 0m, 7m)], view.Rows.Select(row => (row.By.Name, row.Total!.Value, row.Before!.Value)));
        Assert.Equal((85m, 107m, -22m), (view.Sum.Total, view.Sum.Before, view.Sum.Change));
        Assert.Equal((10m, 50m), (view.Rows[0].Periods[1], view.Rows[0].Periods[19]));
        Assert.Equal([new Money(9, "CHF")], view.Apart);
        Assert.Equal([("Chat", "Lending", 50m), ("Search", "Unallocated", 25m), ("Chat", "Unallocated", 10m), ("Old", "Unallocated", 0m)], twice.Rows.Select(row => (row.By.Name, row.Then!.Name == "Unallocated" ? row.Then.Name : "Lending", row.Total!.Value)));
        Assert.Equal([("January 2026", 1107m), ("February 2026", 85m)], months.Rows.Select(row => (row.By.Name, row.Total!.Value)));
        Assert.Equal("Total", months.Series.Single().Name);
    }

    [Fact]
    public async Task Filters_LeaveTheRestOut_AndNoneIsWhatNobodyHas()
    {
        await using var world = await CostWorld.StartAsync();
        await FillAsync(world);

        var team = await ReadAsync(world, With(CostDimension.Team, world.Portal.Team.ToString()));
        var nobody = await ReadAsync(world, With(CostDimension.Team, ExploreRequest.Nothing));
        var hostile = await ReadAsync(world, With(CostDimension.Service, "'; drop table"));

        Assert.Equal([("Chat", 50m)], team.Rows.Select(row => (row.By.Name, row.Total!.Value)));
        Assert.Equal(35m, nobody.Sum.Total);
        Assert.Equal("Unallocated", nobody.Names[CostDimension.Team]);
        Assert.Empty(hostile.Rows);
        Assert.Equal("service", (await AskAsync(world, With(CostDimension.Service, "a\0"))).Refusal!.Fields.Keys.Single());
        Assert.Equal("measure", (await AskAsync(world, s_request with { Basis = CostBasis.Metered, Measure = ExploreMeasure.Billed })).Refusal!.Fields.Keys.Single());
        Assert.Equal("then", (await AskAsync(world, s_request with { Then = s_request.By })).Refusal!.Fields.Keys.Single());
        Assert.False((await ReadAsync(world, s_request with { Basis = CostBasis.Metered })).HasAny);
        Assert.False((await world.Portal.Get<ExploreCosts>().ReadAsync(world.Portal.Outsider, s_request, Ct)).Value.HasAny);
    }

    /// <summary>Tokens need no rate of exchange; a unit cost is of usage that has both, and the total's is no sum.</summary>
    [Fact]
    public async Task Measures_AreCountsAndUnitCostsToo()
    {
        await using var world = await CostWorld.StartAsync();
        await FillAsync(world);

        var tokens = await ReadAsync(world, s_request with { Measure = ExploreMeasure.Tokens });
        var each = await ReadAsync(world, s_request with { Measure = ExploreMeasure.PerMillionTokens });
        var requests = await ReadAsync(world, s_request with { Measure = ExploreMeasure.PerThousandRequests });

        Assert.Equal((null, 7_000_000m), (tokens.Unit, tokens.Sum.Total));
        Assert.Equal([("Chat", 6_000_000m), ("Maps", 1_000_000m), ("Search", 0m), ("Old", 0m)], tokens.Rows.Select(row => (row.By.Name, row.Total!.Value)).OrderByDescending(row => row.Item2).ThenByDescending(row => row.Name));
        Assert.Equal(("USD", 10m, null), (each.Unit, each.Rows.Single(row => row.By.Name == "Chat").Total, each.Rows.Single(row => row.By.Name == "Search").Total));
        Assert.Equal((5m, (decimal?)null), (requests.Rows.Single(row => row.By.Name == "Search").Total, requests.Rows.Single(row => row.By.Name == "Search").Periods[0]));
        Assert.Equal(each.Rows.Single(row => row.By.Name == "Chat").Total, each.Sum.Total);
    }

    [Fact]
    public async Task Order_IsWhatWasAskedFor_AndTooManyGroupsAreOneRow()
    {
        await using var world = await CostWorld.StartAsync();
        await world.AddAsync(Guid.CreateVersion7(), [.. Enumerable.Range(1, 260).Select(at => (new DateOnly(2026, 2, 3), CostWorld.Facts($"Service {at:000}"), new CostAmounts(0, at)))]);

        var largest = await ReadAsync(world, s_request);
        var names = await ReadAsync(world, s_request with { Order = ExploreOrder.Name, Ascending = true });

        Assert.Equal((201, "60 others", 60 * 61 / 2m, 260 * 261 / 2m), (largest.Rows.Count, largest.Rows[^1].By.Name, largest.Rows[^1].Total, largest.Sum.Total));
        Assert.Equal(largest.Sum.Total, largest.Rows.Sum(row => row.Total));
        Assert.Equal((6, "255 others"), (largest.Series.Count, largest.Series[^1].Name));
        Assert.Equal(("Service 001", "Service 260"), (names.Rows[0].By.Name, largest.Rows[0].By.Name));
    }

    private static ExploreRequest With(CostDimension dimension, string key) => s_request with { Filters = new Dictionary<CostDimension, string> { [dimension] = key } };

    private static async Task FillAsync(CostWorld world)
    {
        await world.Portal.Get<EnterExchangeRate>().RunAsync(world.Portal.As(Role.Executive), new(new(2026, 1, 2), "EUR", "USD", 1.25m, "Central bank"), Ct);
        await world.AddAsync(
            Guid.CreateVersion7(),
            (new(2026, 1, 5), CostWorld.Facts("Chat"), new(0, 100)),
            (new(2026, 1, 9), CostWorld.Facts("Old"), new(0, 7)),
            (new(2026, 1, 21), CostWorld.Facts("Old"), new(0, 1000)), // February is known until the 20th: not compared
            (new(2026, 2, 2), CostWorld.Facts("Chat"), new(0, 10, Tokens: 1_000_000)),
            (new(2026, 2, 20), CostWorld.Facts("Chat", team: world.Portal.Team), new(0, 50, Tokens: 5_000_000)),
            (new(2026, 2, 7), CostWorld.Facts("Search", "EUR"), new(0, 20, Requests: 5_000)),
            (new(2026, 2, 8), CostWorld.Facts("Maps", "CHF"), new(0, 9, Tokens: 1_000_000)));
    }

    private static async Task<ExploreView> ReadAsync(CostWorld world, ExploreRequest request) => (await AskAsync(world, request)).Value;

    private static Task<Outcome<ExploreView>> AskAsync(CostWorld world, ExploreRequest request) => world.Portal.Get<ExploreCosts>().ReadAsync(world.Portal.As(Role.Auditor), request, Ct);
}
