using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Savings;

/// <summary>What becomes of savings from day to day and month to month: gone, found again, looked for twice, measured too early or in another currency.</summary>
public sealed class SavingsOverTimeTests
{
    private static readonly CostFacts s_unused = new(CostBasis.Billed, "Acme", "Compute", "Savings plan", "plan", "eu-central", "EUR", IsUnused: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Saving_ThatIsNotFoundAnyMore_IsNoMoneyToDecideAbout_UntilItReturns()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var find = portal.Get<FindSavings>();
        await SpendAsync(portal, s_unused, (Day(portal, -1), 100));
        await find.RunAsync(Ct);
        portal.Clock.Advance(TimeSpan.FromDays(40));
        await find.RunAsync(Ct);

        var row = Assert.Single(await RowsAsync(portal));
        Assert.Equal(SavingState.Gone, row.State);
        Assert.DoesNotContain((await portal.Get<SavingsList>().SumAsync(portal.As(Role.Auditor), Ct)).Totals, total => total.State == SavingState.Open);
        Assert.Equal("saving.state", (await DecideAsync(portal, row, SavingAct.Accept)).Refusal!.Code);

        await SpendAsync(portal, s_unused, (Day(portal, 0), 50));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await find.RunAsync(Ct));
        row = Assert.Single(await RowsAsync(portal));
        Assert.Equal((1, SavingState.Open, decimal.Round(50m * 730 / 672, 6)), (row.Number, row.State, decimal.Round(row.Monthly, 6)));
    }

    [Theory, EveryDatabase]
    public async Task Job_OnManyNodesAtOnce_LooksOnceADay(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SpendAsync(portal, s_unused, (Day(portal, -1), 100));
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => portal.Get<FindSavings>().RunAsync(Ct))));

        Assert.Equal(1, found.Sum());
        Assert.Single(await RowsAsync(portal));
        await using var db = portal.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "savings.looked", Ct));
    }

    /// <summary>Amounts in EUR and USD are one sum once a rate is known, and none before.</summary>
    [Fact]
    public async Task Open_IsInOneCurrency_OnceItsRateIsKnown_AndWhatComesInTheSameDayIsFoundWhenAskedFor()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var find = portal.Get<FindSavings>();
        await SpendAsync(portal, s_unused, (Day(portal, -1), 67.2m));
        await find.RunAsync(Ct);
        await SpendAsync(portal, s_unused with { Currency = "USD" }, (Day(portal, -1), 672));
        Assert.Equal((0, 1), (await find.RunAsync(Ct), await find.RunAsync(Ct, again: true)));

        Assert.Null((await portal.Get<SavingsList>().SumAsync(portal.As(Role.Auditor), Ct)).Open);
        Assert.True((await portal.Get<EnterExchangeRate>().RunAsync(portal.As(Role.Executive), new EnterExchangeRateRequest(Day(portal, -3), "EUR", "USD", 1.2m, "bank"), Ct)).IsOk);
        Assert.Equal(new Money((73m * 1.2m) + 730, "USD"), (await portal.Get<SavingsList>().SumAsync(portal.As(Role.Auditor), Ct)).Open);
    }

    /// <summary>Charges of two teams that name no model are two things; before, the second took the place of the first.</summary>
    [Fact]
    public async Task Teams_WithoutAModel_HaveASavingEach()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var facts = new CostFacts(CostBasis.Billed, "Acme", "Networking", "Transfer", "gb", "eu-central", "EUR");
        foreach (var (team, egress) in new[] { ((TeamId?)null, 300m), (portal.Team, 500m) })
        {
            await SpendAsync(portal, facts with { Team = team }, (Day(portal, -1), egress));
            await SpendAsync(portal, facts with { Team = team, ServiceCategory = "Compute" }, (Day(portal, -1), 100));
        }

        Assert.Equal(2, await portal.Get<FindSavings>().RunAsync(Ct));
        Assert.Equal([200m, 400m], (await RowsAsync(portal)).Select(row => decimal.Round(row.Monthly * 672 / 730, 6)).Order());
    }

    /// <summary>March is decided in, April is done in; the bill of May comes late, in another currency, and only for another commitment in part.</summary>
    [Fact]
    public async Task Realised_WaitsForTheBill_AndConvertsIt()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var find = portal.Get<FindSavings>();
        await SpendAsync(portal, s_unused, (new DateOnly(2026, 2, 1), 620), (Day(portal, -1), 31));
        await SpendAsync(portal, s_unused with { Sku = "other" }, (new DateOnly(2026, 2, 1), 5_000));
        await find.RunAsync(Ct);
        await DecideAsync(portal, Assert.Single(await RowsAsync(portal)), SavingAct.Accept);
        await DecideAsync(portal, Assert.Single(await RowsAsync(portal)), SavingAct.Finish);

        portal.Clock.Advance(TimeSpan.FromDays(61));
        await find.RunAsync(Ct);
        Assert.Null((await RowsAsync(portal))[0].Realised);

        await SpendAsync(portal, s_unused with { Currency = "USD" }, (new DateOnly(2026, 4, 10), 40));
        await SpendAsync(portal, s_unused with { Sku = "other" }, (Day(portal, 0), 5_000));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await find.RunAsync(Ct);
        Assert.Null((await RowsAsync(portal)).Single(row => row.Number == 1).Realised);

        Assert.True((await portal.Get<EnterExchangeRate>().RunAsync(portal.As(Role.Executive), new EnterExchangeRateRequest(new DateOnly(2026, 4, 1), "USD", "EUR", 0.5m, "bank"), Ct)).IsOk);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await find.RunAsync(Ct);
        var realised = (await RowsAsync(portal)).Single(row => row.Number == 1).Realised!;
        Assert.Equal((620m, 20m, 600m), (realised.Before, realised.After, realised.Monthly));
    }

    private static DateOnly Day(TestPortal portal, int days) => DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime).AddDays(days);

    private static async Task<IReadOnlyList<SavingRow>> RowsAsync(TestPortal portal) => (await portal.Get<SavingsList>().ReadAsync(portal.As(Role.Auditor), new SavingsListRequest(new PageRequest()), Ct)).Value.Items;

    private static async Task<Outcome<SavingState>> DecideAsync(TestPortal portal, SavingRow row, SavingAct act) =>
        await portal.Get<DecideSaving>().RunAsync(portal.As(Role.Executive), new DecideSavingRequest(row.Number, row.Revision, act, "", null, Day(portal, 7)), Ct);

    private static async Task SpendAsync(TestPortal portal, CostFacts facts, params (DateOnly Day, decimal Amount)[] charges)
    {
        var tally = new CostTally();
        foreach (var (day, amount) in charges)
        {
            tally.Add(day, facts, new CostAmounts(amount, amount, Rows: 1));
        }

        await using var db = portal.Open();
        await CostLedger.AddAsync(db, portal.Tenant, Guid.CreateVersion7(), tally, Ct);
        await db.SaveChangesAsync(Ct);
    }
}
