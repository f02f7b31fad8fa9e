using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs;
using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Anomalies;

public sealed class AnomalyTests
{
    private static readonly DateOnly s_first = new(2025, 12, 22);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Spike_IsFoundOnce_ExplainedByWhatMoved_AndDaysThatFollowJoinIt(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(70)]); // until 1 March
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 1), CostWorld.Facts("Chat") with { Sku = "output tokens" }, new(0, 400)));
        var look = portal.Get<LookForAnomalies>();

        Assert.Equal(1, await look.RunAsync(Ct));
        Assert.Equal(0, await look.RunAsync(Ct));
        var row = (await portal.Get<AnomalyList>().ReadAsync(executive, new(new PageRequest()), Ct)).Value.Items.Single();
        var view = (await portal.Get<AnomalyList>().FindAsync(executive, row.Id, Ct)).Value;

        Assert.Equal((AnomalyGroup.Service, "Chat", new DateOnly(2026, 3, 1), AnomalyState.Open), (row.Group, row.Name, row.FirstDay, row.State));
        Assert.InRange(row.Excess, 380, 420);
        Assert.Equal("SKU output tokens: +USD 400.00", row.Cause);
        Assert.Equal(400m, view.Contributors.First(one => one.Dimension == CostDimension.Sku).Change);
        Assert.Equal(("Nimbus", view.Contributors.Where(one => one.Dimension == CostDimension.Service).Sum(one => one.Change)), (view.Contributors[0].Name, view.Contributors[0].Change));
        Assert.Equal("anomaly.found", (await MessagesAsync(portal)).Single());

        // The next day is unusual as well: the same anomaly. What somebody expects is not told again either.
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(1, new(2026, 3, 2))]);
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 2), CostWorld.Facts("Chat") with { Sku = "output tokens" }, new(0, 400)));
        Assert.Equal(0, await look.RunAsync(Ct));
        row = (await portal.Get<AnomalyList>().ReadAsync(executive, new(new PageRequest(), AnomalyState.Open), Ct)).Value.Items.Single();
        Assert.Equal((new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2)), (row.FirstDay, row.LastDay));
        Assert.InRange(row.Excess, 760, 840);
    }

    [Fact]
    public async Task Decision_NeedsAReasonAndARole_AndStands()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(70)]);
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 1), CostWorld.Facts("Search"), new(0, 900)));
        await portal.Get<LookForAnomalies>().RunAsync(Ct);
        var row = (await portal.Get<AnomalyList>().ReadAsync(executive, new(new PageRequest()), Ct)).Value.Items.Single();
        var decide = portal.Get<DecideOnAnomaly>();

        Assert.Equal(RefusalKind.Forbidden, (await decide.RunAsync(portal.As(Role.Auditor), new(row.Id, row.Revision, AnomalyState.Resolved, "Mine"), Ct)).Refusal!.Kind);
        Assert.Equal("reason", (await decide.RunAsync(executive, new(row.Id, row.Revision, AnomalyState.Resolved, ""), Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal(RefusalKind.NotFound, (await decide.RunAsync(portal.Outsider, new(row.Id, row.Revision, AnomalyState.Resolved, "Theirs"), Ct)).Refusal!.Kind);
        Assert.True((await decide.RunAsync(executive, new(row.Id, row.Revision, AnomalyState.Expected, "The load test"), Ct)).IsOk);
        Assert.Equal("stale", (await decide.RunAsync(executive, new(row.Id, row.Revision, AnomalyState.Resolved, "Late"), Ct)).Refusal!.Code);
        var decided = (await portal.Get<AnomalyList>().FindAsync(executive, row.Id, Ct)).Value.Anomaly;
        Assert.Equal((AnomalyState.Expected, "The load test"), (decided.State, decided.Reason));
        Assert.Empty((await portal.Get<AnomalyList>().ReadAsync(executive, new(new PageRequest(), AnomalyState.Open), Ct)).Value.Items);
    }

    [Fact]
    public async Task QuietCosts_AndAFewDays_HaveNoAnomalies()
    {
        await using var world = await CostWorld.StartAsync();
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(70)]);

        Assert.Equal(0, await world.Portal.Get<LookForAnomalies>().RunAsync(Ct));
    }

    /// <summary>One provider's export is two days behind the other's: that is no saving, and a spike on those days is found when they arrive.</summary>
    [Fact]
    public async Task Days_ThatAreStillIncoming_AreTestedWhenTheyHaveArrived()
    {
        await using var world = await CostWorld.StartAsync();
        var look = world.Portal.Get<LookForAnomalies>();
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(70)]); // until 1 March
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(68).Select(Late)]);

        Assert.Equal(0, await look.RunAsync(Ct));
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(2, new(2026, 2, 28)).Select(Late)]);
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 2, 28), CostWorld.Facts("Chat", provider: "Cumulus"), new(0, 900)));
        Assert.Equal(1, await look.RunAsync(Ct));
        Assert.Equal(0, await look.RunAsync(Ct));

        static (DateOnly, CostFacts, CostAmounts) Late((DateOnly Day, CostFacts Facts, CostAmounts Amounts) one) => (one.Day, one.Facts with { Provider = "Cumulus" }, one.Amounts);
    }

    /// <summary>Whoever bills once a month, or has stopped, holds nobody up.</summary>
    [Theory]
    [InlineData(40, 1, "2026-03-01")]  // gone since the end of January
    [InlineData(66, 1, "2026-02-25")]  // late by four days
    [InlineData(70, 34, "2026-03-01")] // bills every now and then, last a day before
    public async Task Known_EndsWithTheDayThatEveryDailyProviderHasReached(int days, int every, string until)
    {
        await using var world = await CostWorld.StartAsync();
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(70)]);
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(days).Where(one => (one.Item1.DayNumber - s_first.DayNumber) % every == 0).Select(one => (one.Item1, one.Item2 with { Provider = "Cumulus" }, one.Item3))]);

        var view = (await world.Portal.Get<SpendOutlooks>().ReadAsync(world.Portal.As(Role.Auditor), new(new SpendScope()), Ct)).Value;

        Assert.Equal(DateOnly.ParseExact(until, "O", System.Globalization.CultureInfo.InvariantCulture).AddDays(1), view.Spend.Until);
        Assert.Equal((await world.CellsAsync(new(CostBasis.Billed, CostGrain.Month, new(2025, 12, 1), new(2026, 4, 1)))).Sum(cell => cell.Amounts.Effective), view.Spend.Spent(s_first, new(2026, 4, 1)));
    }

    [Fact]
    public async Task Day_InAnotherCurrencyOfTheTenant_IsNotAddedToTheFormerOnes()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, executive, look) = (world.Portal, world.Portal.As(Role.Executive), world.Portal.Get<LookForAnomalies>());
        await world.AddAsync(Guid.CreateVersion7(), [.. Quiet(71)]);
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 1), CostWorld.Facts("Chat"), new(0, 400)));
        Assert.Equal(1, await look.RunAsync(Ct));
        await portal.Get<EnterExchangeRate>().RunAsync(executive, new(new(2025, 12, 1), "USD", "EUR", 0.5m, "Central bank"), Ct);
        Assert.True((await portal.Get<EditCostSettings>().RunAsync(executive, new(0, "EUR", "We report in euros"), Ct)).IsOk);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 2), CostWorld.Facts("Chat"), new(0, 400)));

        Assert.Equal(1, await look.RunAsync(Ct));
        var rows = (await portal.Get<AnomalyList>().ReadAsync(executive, new(new PageRequest()), Ct)).Value.Items;
        Assert.Equal(["EUR", "USD"], rows.Select(row => row.Currency).Order(StringComparer.Ordinal));
        Assert.InRange(rows.Single(row => row.Currency == "EUR").Excess, 180, 220);
        Assert.InRange(rows.Single(row => row.Currency == "USD").Excess, 380, 420);
    }

    [Fact]
    public void Money_ThatANarrowerGroupExplains_IsNotToldAgain()
    {
        var (chat, maps) = (Row("Chat"), Row("Maps"));
        SubjectMove[] moves = [new(chat, 500, 100), new(maps, 130, 50)];

        Assert.True(AnomalyCauses.IsTold(new(AnomalyGroup.Total, ""), [new(AnomalyGroup.Service, "Chat")], moves, isMore: true)); // 400 of 480
        Assert.False(AnomalyCauses.IsTold(new(AnomalyGroup.Total, ""), [new(AnomalyGroup.Service, "Maps")], moves, isMore: true));
        Assert.False(AnomalyCauses.IsTold(new(AnomalyGroup.Total, ""), [], moves, isMore: true));
    }

    private static CostSubject Row(string service) => new()
    {
        TenantId = TenantId.New(),
        Id = CostSubjectId.New(),
        Key = CostWorld.Facts(service).Key(),
        Basis = CostBasis.Billed,
        Provider = "Nimbus",
        ServiceCategory = "",
        Service = service,
        Sku = "",
        Region = "",
        Currency = "USD",
        Category = ChargeCategory.Usage,
        IsCorrection = false,
        IsUnused = false,
        TeamId = null,
        ModelId = null,
        EnvironmentId = null,
        AllocatedBy = AllocationMethod.None,
    };

    private static IEnumerable<(DateOnly, CostFacts, CostAmounts)> Quiet(int days, DateOnly? from = null) => Enumerable.Range(0, days).Select(day => (from ?? s_first).AddDays(day))
        .SelectMany(day => new[] { "Chat", "Search" }.Select((service, at) => (day, CostWorld.Facts(service), new CostAmounts(0, (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 80 : 200) + (day.DayNumber * (31 + at) % 13)))));

    private static async Task<IReadOnlyList<string>> MessagesAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        return await db.Outbox.Where(row => row.Kind.StartsWith("anomaly")).Select(row => row.Kind).ToListAsync(Ct);
    }
}
