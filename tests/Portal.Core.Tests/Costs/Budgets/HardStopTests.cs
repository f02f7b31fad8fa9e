using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Notifications;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Budgets;

/// <summary>The clock of these tests says 2 March 2026.</summary>
public sealed class HardStopTests
{
    private static readonly BudgetDraft s_draft = new("Inference", BudgetPeriod.Month, 100, "USD", Basis: CostBasis.Metered, Thresholds: [500], TellsForecast: false, HardStop: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Allowance_TurnsWithTheMoney_AndPeopleAreToldOnceOfEach(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var (portal, scientist, look) = (world.Portal, world.Portal.As(Role.DataScientist), world.Portal.Get<LookAtStops>());
        var id = (await portal.Get<CreateBudget>().RunAsync(portal.As(Role.Executive), new(s_draft, "Plan"), Ct)).Value;
        await world.AddAsync(Guid.CreateVersion7(), Used(new(2026, 2, 28), 5000), Used(new(2026, 3, 1), 60), Used(new(2026, 3, 2), 39), Billed(new(2026, 3, 1), 900));
        var before = await AskAsync(portal, scientist);
        Assert.Equal(0, await look.RunAsync(Ct));
        await world.AddAsync(Guid.CreateVersion7(), Used(new(2026, 3, 2), 1));
        var spent = await AskAsync(portal, scientist);
        Assert.Equal((1, 0), (await look.RunAsync(Ct), await look.RunAsync(Ct)));
        await portal.Get<OutboxDispatcher>().RunAsync(Ct);
        var seen = (await portal.Get<BudgetDetail>().FindAsync(scientist, id, Ct)).Value;

        Assert.Equal((true, 1m), (before.IsAllowed, before.Budgets.Single().Left)); // a bill is not of a budget of metered costs
        Assert.Equal((false, 0m, 100m), (spent.IsAllowed, spent.Budgets.Single().Left, spent.Budgets.Single().Metered));
        Assert.True(seen.StopsNow);
        Assert.Equal((portal.Clock.GetUtcNow(), (DateTimeOffset?)null, 100m), (seen.Stops.Single().BeganAt, seen.Stops.Single().EndedAt, seen.Stops.Single().Spent));
        Assert.Equal(seen.Stops.Single().BeganAt, (await portal.Get<StopList>().ReadAsync(scientist, Ct)).Rows.Single().Since);

        // A credit of two lets requests through again; then a new month does.
        await world.AddAsync(Guid.CreateVersion7(), Used(new(2026, 3, 2), -2));
        Assert.True((await AskAsync(portal, scientist)).IsAllowed);
        Assert.Equal(1, await look.RunAsync(Ct));
        await world.AddAsync(Guid.CreateVersion7(), Used(new(2026, 3, 2), 3));
        Assert.Equal(1, await look.RunAsync(Ct));
        portal.Clock.Advance(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero) - portal.Clock.GetUtcNow());
        Assert.Equal((true, 100m), ((await AskAsync(portal, scientist)).IsAllowed, (await AskAsync(portal, scientist)).Budgets.Single().Left));
        Assert.Equal((1, 0), (await look.RunAsync(Ct), await look.RunAsync(Ct)));
        await portal.Get<OutboxDispatcher>().RunAsync(Ct);

        await using var db = portal.Open();
        Assert.Equal(["stop", "stop-over", "stop", "stop-over"], (await db.Outbox.AsNoTracking().Where(row => row.Kind == "budget.threshold").OrderBy(row => row.Sequence).ToListAsync(Ct)).Select(row => (string)JsonNode.Parse(row.Body)!["threshold"]!));
        Assert.Equal(["A new period has begun.", "Less counts as spent than before: a credit, a correction or another rate of exchange came in."], (await db.BudgetStops.OrderByDescending(row => row.Number).ToListAsync(Ct)).Select(row => row.Why));
        Assert.Equal(2, await db.Set<Notification>().CountAsync(row => row.Title == "The budget Inference stops requests", Ct));
        Assert.Equal(2, await db.Set<Notification>().CountAsync(row => row.Title == "The budget Inference lets requests through again", Ct));
    }

    /// <summary>Of a billed budget: charges of today and before, or usage, whichever is more; of a team, in euros.</summary>
    [Fact]
    public async Task Allowance_LooksAtEveryHardStopThatCoversTheRequest()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        await using var db = portal.Open();
        var team = await db.Teams.Where(row => row.Id == portal.Team).Select(row => row.Name).SingleAsync(Ct);
        await portal.Get<EnterExchangeRate>().RunAsync(executive, new(new(2026, 2, 27), "USD", "EUR", 0.5m, "Central bank"), Ct);
        var create = portal.Get<CreateBudget>();
        await create.RunAsync(executive, new(s_draft with { Name = "All of the year", Period = BudgetPeriod.Year, Amount = 10_000 }, "Plan"), Ct);
        await create.RunAsync(executive, new(s_draft with { Name = "Team", Team = team, Currency = "EUR", Basis = CostBasis.Billed }, "Plan"), Ct);
        await create.RunAsync(executive, new(s_draft with { Name = "Soft", Amount = 1, HardStop = false }, "Plan"), Ct);
        await world.AddAsync(
            Guid.CreateVersion7(), Used(new(2026, 1, 5), 400), Used(new(2026, 3, 1), 90, portal.Team), Billed(new(2026, 3, 1), 150, portal.Team), Billed(new(2026, 3, 20), 5000, portal.Team),
            (new(2026, 3, 1), CostWorld.Facts("Chat", "CHF", portal.Team), new(0, 7)));

        var (of, nobodys) = (await AskAsync(portal, executive, team), await AskAsync(portal, portal.As(Role.DataScientist)));
        var (teams, all) = (of.Budgets.Single(one => one.Name == "Team"), of.Budgets.Single(one => one.Name != "Team"));

        Assert.Equal((75m, 45m, 25m, "EUR", true), (teams.Billed, teams.Metered, teams.Left, teams.Currency, of.IsAllowed)); // the 20th is still to come
        Assert.Equal([new Money(7, "CHF")], teams.Apart);
        Assert.Equal((9510m, new DateOnly(2027, 1, 1)), (all.Left, all.Until));
        Assert.Equal(["All of the year"], nobodys.Budgets.Select(one => one.Name));
        Assert.Equal(team, of.Team);
        await world.AddAsync(Guid.CreateVersion7(), Billed(new(2026, 3, 2), 50, portal.Team));
        Assert.False((await AskAsync(portal, executive, " " + team.ToUpperInvariant())).IsAllowed);
        Assert.True((await AskAsync(portal, executive)).IsAllowed);
    }

    [Fact]
    public async Task Question_OfWhoMayNot_OrOfNobody_IsRefused()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, ask) = (world.Portal, world.Portal.Get<Allowance>());

        Assert.Equal(RefusalKind.Forbidden, (await ask.ReadAsync(portal.As(Role.Auditor), new(), Ct)).Refusal!.Kind);
        Assert.Equal("team", (await ask.ReadAsync(portal.As(Role.DataScientist), new(Team: "Nobody's\0"), Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal("model", (await ask.ReadAsync(portal.As(Role.DataScientist), new(Model: "none"), Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal("environment", (await ask.ReadAsync(portal.As(Role.DataScientist), new(Environment: "none"), Ct)).Refusal!.Fields.Keys.Single());
        var id = (await portal.Get<CreateBudget>().RunAsync(portal.As(Role.Executive), new(s_draft, "Plan"), Ct)).Value;
        Assert.Equal("budget.clock", (await portal.Get<RecordStop>().RunAsync(portal.As(Role.Executive), new(id, 0, null), Ct)).Refusal!.Code);
    }

    private static async Task<AllowanceView> AskAsync(TestPortal portal, Actor actor, string? team = null) => (await portal.Get<Allowance>().ReadAsync(actor, new(team), Ct)).Value;

    private static (DateOnly, CostFacts, CostAmounts) Used(DateOnly day, decimal amount, TeamId? team = null) => (day, CostWorld.Facts("Chat", "USD", team, CostBasis.Metered), new(0, amount));

    private static (DateOnly, CostFacts, CostAmounts) Billed(DateOnly day, decimal amount, TeamId? team = null) => (day, CostWorld.Facts("Chat", "USD", team), new(amount, amount));
}
