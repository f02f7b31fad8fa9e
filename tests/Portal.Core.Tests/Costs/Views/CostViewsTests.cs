using System.Globalization;
using Portal.Core.Costs;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Views;

public sealed class CostViewsTests
{
    private static readonly DateOnly s_march = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-10", "2026-03-11", "2026-02-11")] // ten days against ten days
    [InlineData("2026-03-01", "2026-03-02", "2026-02-02")]
    [InlineData("2026-03-29", "2026-03-30", "2026-03-01")] // February has no more
    [InlineData("2026-03-31", "2026-04-01", "2026-03-01")] // a month that is over against a whole month
    [InlineData(null, "2026-03-01", "2026-02-01")]         // nothing is known yet
    public void Month_IsComparedWithTheSameDays(string? last, string until, string beforeUntil)
    {
        var comparison = MonthComparison.Of(s_march, last is null ? null : DateOnly.Parse(last, CultureInfo.InvariantCulture));

        Assert.Equal((until, beforeUntil), (comparison.Until.ToString("O", CultureInfo.InvariantCulture), comparison.BeforeUntil.ToString("O", CultureInfo.InvariantCulture)));
    }

    [Theory, EveryDatabase]
    public async Task Overview_AddsUp_AndSaysWhatIsLeftOut(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        var overview = portal.Get<CostOverview>();
        var request = new CostOverviewRequest(new(2026, 3, 17), CostDimension.Team);
        Assert.False((await overview.ReadAsync(executive, request, Ct)).HasAny);

        await portal.Get<EnterExchangeRate>().RunAsync(executive, new(new(2026, 2, 27), "EUR", "USD", 1.25m, "Central bank"), Ct);
        await world.AddAsync(
            Guid.CreateVersion7(),
            (new(2026, 2, 2), CostWorld.Facts("Chat", team: portal.Team), new(0, 100, Tokens: 1_000_000)),
            (new(2026, 2, 20), CostWorld.Facts("Chat", team: portal.Team), new(0, 900)),
            (new(2026, 3, 2), CostWorld.Facts("Chat", team: portal.Team), new(0, 150, Tokens: 3_000_000)),
            (new(2026, 3, 5), CostWorld.Facts("Search", "EUR"), new(0, 40)),
            (new(2026, 3, 5), CostWorld.Facts("Tax", "EUR") with { Category = ChargeCategory.Tax }, new(0, 8)),
            (new(2026, 3, 4), CostWorld.Facts("Maps", "JPY"), new(0, 7000)));
        var view = await overview.ReadAsync(executive, request, Ct);

        // Until the fifth: 150 + 48 EUR at 1.25; the yen stay apart. The same days of February: 100.
        Assert.Equal((new DateOnly(2026, 3, 5), "USD", 210m, 100m, 60m), (view.AsOf, view.Currency, view.Now, view.Before, view.Unallocated));
        Assert.Equal([new Money(7000, "JPY")], view.Apart);
        Assert.Contains("from JPY to USD", view.Missing!.Sentence, StringComparison.Ordinal);
        Assert.Equal([("Unallocated", 60m), ("Lending", 50m)], view.Changes.Select(change => (change.Name == "Unallocated" ? change.Name : "Lending", change.Change)));
        Assert.Equal((12, 1210m, 210m), (view.Months.Periods.Count, view.Months.Total, view.Months.Totals[^1]));
        Assert.Equal(view.Now, view.Categories.Total);
        Assert.Equal([("Usage", 200m), ("Tax", 10m)], view.Categories.Groups.Select(group => (group.Name, group.Total)));
        Assert.Equal((50m, 100m), (view.Units.MillionTokens, view.UnitsBefore.MillionTokens));
        Assert.Null(view.Units.GpuHour);
    }

    /// <summary>Nothing was spent after the 20th of January, which is long over: it is compared with all of December.</summary>
    [Fact]
    public async Task Overview_OfAMonthThatIsLongOver_IsOfAllOfIt()
    {
        await using var world = await CostWorld.StartAsync();
        await world.AddAsync(Guid.CreateVersion7(), (new(2025, 12, 31), CostWorld.Facts("Chat"), new(0, 30)), (new(2026, 1, 20), CostWorld.Facts("Chat"), new(0, 20)), (new(2026, 2, 20), CostWorld.Facts("Chat"), new(0, 10)));

        var january = await OfAsync(new(2026, 1, 1));
        var february = await OfAsync(new(2026, 2, 1)); // its charges may still come: it is 2 March

        Assert.Equal((true, 20m, 30m), (january.Comparison.IsOver, january.Now, january.Before));
        Assert.Equal((false, 10m, 20m), (february.Comparison.IsOver, february.Now, february.Before));

        Task<CostOverviewView> OfAsync(DateOnly month) => world.Portal.Get<CostOverview>().ReadAsync(world.Portal.As(Role.Executive), new(month, CostDimension.Service), Ct);
    }

    [Fact]
    public async Task Breakdown_HasEveryPeriod_AndItsRowsAddUp()
    {
        await using var world = await CostWorld.StartAsync();
        var random = new Random(7);
        await world.AddAsync(Guid.CreateVersion7(), [.. Enumerable.Range(0, 80).Select(index => (new DateOnly(2026, 1 + (index % 3), 1 + (index % 28)), CostWorld.Facts($"Service {index % 11}"), new CostAmounts(0, Amounts.Keep(random.Next(1, 10_000) / 7m))))]);
        var query = new CostQuery(CostBasis.Billed, CostGrain.Month, new(2025, 12, 1), new(2026, 5, 1));
        var breakdown = world.Portal.Get<CostBreakdown>();

        var pivot = (await breakdown.ReadAsync(world.Portal.As(Role.Executive), new(query, CostDimension.Service), Ct)).Value.Pivot;
        var cells = await world.CellsAsync(query);

        Assert.Equal((5, 11), (pivot.Periods.Count, pivot.Groups.Count));
        Assert.Equal(cells.Sum(cell => cell.Amounts.Effective), pivot.Total);
        Assert.Equal((0m, 0m), (pivot.Totals[0], pivot.Totals[^1]));
        Assert.Equal(pivot.Groups.Select(group => group.Total).OrderDescending(), pivot.Groups.Select(group => group.Total));
        Assert.Equal("until", (await breakdown.ReadAsync(world.Portal.As(Role.Executive), new(query with { Until = query.From }, CostDimension.Service), Ct)).Refusal!.Fields.Single().Key);
        Assert.NotNull((await breakdown.ReadAsync(world.Portal.As(Role.Executive), new(query with { From = new(2025, 12, 2) }, CostDimension.Service), Ct)).Refusal);
        Assert.NotNull((await breakdown.ReadAsync(world.Portal.As(Role.Executive), new(query with { Grain = CostGrain.Day, Until = new(2028, 1, 1) }, CostDimension.Service), Ct)).Refusal);
    }
}
