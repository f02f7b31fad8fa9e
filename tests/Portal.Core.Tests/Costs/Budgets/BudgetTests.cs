using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Budgets;

public sealed class BudgetTests
{
    private static readonly BudgetDraft s_draft = new("Inference", BudgetPeriod.Month, 1000, "USD", Thresholds: [50, 80, 100], Roles: [Role.TenantAdministrator]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Budget_TellsOfEachThresholdOnce_AndKeepsWhereItStands(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        var id = (await portal.Get<CreateBudget>().RunAsync(executive, new(s_draft, "The year's plan"), Ct)).Value;
        await world.AddAsync(Guid.CreateVersion7(), [.. Days(new(2025, 12, 1), 91, 20)]); // until 1 March, 20 a day
        var look = portal.Get<LookAtBudgets>();

        Assert.Equal(0, await look.RunAsync(Ct)); // 20 of 1,000; 620 expected
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 2), CostWorld.Facts("Chat"), new(0, 830)));
        var told = await look.RunAsync(Ct);
        var again = await look.RunAsync(Ct);
        var row = (await portal.Get<BudgetList>().ReadAsync(executive, new(new PageRequest()), Ct)).Value.Items.Single();
        var view = (await portal.Get<BudgetDetail>().FindAsync(executive, id, Ct)).Value;
        var messages = await MessagesAsync(portal);

        Assert.Equal((3, 0), (told, again)); // 50, 80 and the expected overrun
        Assert.Equal(["80", "forecast"], messages.Select(body => (string)body["threshold"]!).Order(StringComparer.Ordinal));
        Assert.Equal(("850.00", "USD", "March 2026"), ((string)messages[0]["spent"]!, (string)messages[0]["currency"]!, (string)messages[0]["period"]!));
        Assert.Equal((850m, BudgetVerdict.Endangered), (row.Reading.Spent, row.Verdict));
        Assert.InRange(row.Reading.Expected!.Value, 1000, 1500);
        Assert.Equal([BudgetAlert.Forecast, 50, 80], view.Alerts.Select(alert => alert.Threshold).Order());
        Assert.Equal((row.Reading.Expected, 850m), (view.Standing.Expected!.Value, view.Standing.Spent));

        // The next month begins anew.
        portal.Clock.Advance(TimeSpan.FromDays(31));
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 4, 1), CostWorld.Facts("Chat"), new(0, 1200)));
        Assert.True(await look.RunAsync(Ct) >= 3);
        Assert.Equal("100", (string)(await MessagesAsync(portal)).Last(body => (string)body["threshold"]! != "forecast")["threshold"]!);
    }

    [Fact]
    public async Task Threshold_IsToldToTheOwnerAndTheRoles_AndNobodyElse()
    {
        await using var world = await CostWorld.StartAsync();
        var portal = world.Portal;
        await portal.Get<CreateBudget>().RunAsync(portal.As(Role.Executive), new(s_draft with { TellsForecast = false }, "Plan"), Ct);
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 1), CostWorld.Facts("Chat"), new(0, 600)));
        await portal.Get<LookAtBudgets>().RunAsync(Ct);
        await portal.Get<OutboxDispatcher>().RunAsync(Ct);

        await using var db = portal.Open();
        var told = await db.Set<Portal.Core.Notifications.Notification>().Where(row => row.Kind == "budget.threshold").ToListAsync(Ct);
        Assert.Equal(
            new[] { portal.As(Role.Executive).Member!.Value, portal.As(Role.TenantAdministrator).Member!.Value }.Order(), told.Select(row => row.MemberId).Order());
        Assert.All(told, row => Assert.Equal("50 % of the budget Inference are spent", row.Title));
    }

    [Fact]
    public async Task Edit_KeepsEveryVersion_AndAnotherAmountCountsAnew()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        var id = (await portal.Get<CreateBudget>().RunAsync(executive, new(s_draft with { TellsForecast = false, HardStop = true }, "Plan"), Ct)).Value;
        await world.AddAsync(Guid.CreateVersion7(), (new(2026, 3, 1), CostWorld.Facts("Chat"), new(0, 600)));
        Assert.Equal(1, await portal.Get<LookAtBudgets>().RunAsync(Ct));

        var edit = portal.Get<EditBudget>();
        Assert.True((await edit.RunAsync(executive, new(id, 0, s_draft with { Notes = "Only a note", TellsForecast = false, HardStop = true }, "A note"), Ct)).IsOk);
        Assert.Equal(0, await portal.Get<LookAtBudgets>().RunAsync(Ct));
        Assert.Equal("stale", (await edit.RunAsync(executive, new(id, 0, s_draft, "Late"), Ct)).Refusal!.Code);
        Assert.True((await edit.RunAsync(executive, new(id, 1, s_draft with { Amount = 500, TellsForecast = false, HardStop = true }, "Less"), Ct)).IsOk);
        var unread = (await portal.Get<BudgetList>().ReadAsync(executive, new(new PageRequest()), Ct)).Value.Items.Single();
        Assert.Equal((null, 0m, BudgetVerdict.Unknown), (unread.Reading.MeasuredAt, unread.Reading.Spent, unread.Verdict)); // what was read was of another amount
        Assert.Equal(3, await portal.Get<LookAtBudgets>().RunAsync(Ct));
        var view = (await portal.Get<BudgetDetail>().FindAsync(executive, id, Ct)).Value;

        Assert.Equal([3, 2, 1], view.Versions.Select(version => version.Number));
        Assert.StartsWith("USD 500.00 a month for all costs, billed costs (amortised); told at 50 %, 80 %, 100 %", view.Versions[0].Sentence, StringComparison.Ordinal);
        Assert.True(view.StopsNow);
        Assert.True((await portal.Get<EndBudget>().RunAsync(executive, new(id, 2, "Over"), Ct)).IsOk);
        Assert.Equal("budget.ended", (await edit.RunAsync(executive, new(id, 3, s_draft, "Late"), Ct)).Refusal!.Code);
        Assert.Equal(0, await portal.Get<LookAtBudgets>().RunAsync(Ct));
        Assert.Empty((await portal.Get<BudgetList>().ReadAsync(executive, new(new PageRequest()), Ct)).Value.Items);
    }

    [Fact]
    public async Task Act_IsRefused_WhereItIsWrongOrNotAllowed()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, create) = (world.Portal, world.Portal.Get<CreateBudget>());
        async Task<string?> FieldAsync(BudgetDraft draft) => (await create.RunAsync(portal.As(Role.Executive), new(draft, "Plan"), Ct)).Refusal?.Fields.Keys.Single();

        Assert.Equal("amount", await FieldAsync(s_draft with { Amount = 0 }));
        Assert.Equal("measure", await FieldAsync(s_draft with { Basis = CostBasis.Metered, Measure = Portal.Core.Costs.Views.CostMeasure.Billed }));
        Assert.Equal("currency", await FieldAsync(s_draft with { Currency = "XXX" }));
        Assert.Equal("thresholds", await FieldAsync(s_draft with { Thresholds = [0] }));
        Assert.Equal("team", await FieldAsync(s_draft with { Team = "Nobody's" }));
        Assert.Equal("owner", await FieldAsync(s_draft with { Owner = "nobody@first.example" }));
        Assert.Equal("reason", (await create.RunAsync(portal.As(Role.Executive), new(s_draft, " "), Ct)).Refusal!.Fields.Keys.Single());
        Assert.Equal(RefusalKind.Forbidden, (await create.RunAsync(portal.As(Role.DataScientist), new(s_draft, "Plan"), Ct)).Refusal!.Kind);
        Assert.Equal("budget.person", (await create.RunAsync(Actor.ForJob(portal.Tenant, "x"), new(s_draft, "Plan"), Ct)).Refusal!.Code);
        var id = (await create.RunAsync(portal.As(Role.Executive), new(s_draft, "Plan"), Ct)).Value;
        Assert.Equal(RefusalKind.NotFound, (await portal.Get<BudgetDetail>().FindAsync(portal.Outsider, id, Ct)).Refusal!.Kind);
        Assert.Equal("budget.clock", (await portal.Get<LookAtBudget>().RunAsync(portal.As(Role.Executive), new(id, 0, new(2026, 3, 1), new(new(2026, 3, 1), new(2026, 4, 1), 0, null, null)), Ct)).Refusal!.Code);
        Assert.Equal("taken", (await create.RunAsync(portal.As(Role.Executive), new(s_draft with { Name = " INFERENCE " }, "Plan"), Ct)).Refusal!.Code);
    }

    /// <summary>Of a team's budget in euros: its own dollars by the rate, its francs, which have none, apart.</summary>
    [Fact]
    public async Task Currencies_AreConvertedIntoTheBudgetsOwn_AndNeverAddedWithoutARate()
    {
        await using var world = await CostWorld.StartAsync();
        var (portal, executive) = (world.Portal, world.Portal.As(Role.Executive));
        await portal.Get<EnterExchangeRate>().RunAsync(executive, new(new(2026, 2, 27), "USD", "EUR", 0.8m, "Central bank"), Ct);
        var team = (await TeamNameAsync(portal))!;
        var id = (await portal.Get<CreateBudget>().RunAsync(executive, new(s_draft with { Currency = "EUR", Team = team }, "Plan"), Ct)).Value;
        await world.AddAsync(
            Guid.CreateVersion7(),
            (new(2026, 3, 1), CostWorld.Facts("Chat", "USD", portal.Team), new(0, 100)),
            (new(2026, 3, 1), CostWorld.Facts("Chat", "EUR", portal.Team), new(0, 7)),
            (new(2026, 3, 1), CostWorld.Facts("Chat", "CHF", portal.Team), new(0, 1000)),
            (new(2026, 3, 1), CostWorld.Facts("Chat", "USD"), new(0, 5000)),
            (new(2026, 3, 1), CostWorld.Facts("Chat", "USD", portal.Team, CostBasis.Metered), new(0, 9000)));
        await portal.Get<LookAtBudgets>().RunAsync(Ct);

        var view = (await portal.Get<BudgetDetail>().FindAsync(executive, id, Ct)).Value;
        Assert.Equal(87m, view.Standing.Spent);
        Assert.Equal([new Money(1000, "CHF")], view.Outlook.Spend.Apart);
        Assert.Equal("CHF", view.Budget.Reading.LeftOut);
        Assert.Contains(view.Limits, sentence => sentence.Contains("from CHF to EUR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forecast_OfAllCosts_EndsWithTheMonths_AndSaysItsError()
    {
        await using var world = await CostWorld.StartAsync();
        var portal = world.Portal;
        await world.AddAsync(Guid.CreateVersion7(), [.. Enumerable.Range(0, 120).Select(day => Day(new DateOnly(2025, 11, 2).AddDays(day), (day % 7 >= 5 ? 40 : 100) + (day * 37 % 11)))]);

        var view = (await portal.Get<SpendOutlooks>().ReadAsync(portal.As(Role.Auditor), new(new SpendScope(), 2), Ct)).Value;

        Assert.Equal((new DateOnly(2026, 3, 2), 120, 2), (view.Spend.Until, view.Spend.Days.Count, view.Months.Count));
        Assert.Equal(new DateOnly(2026, 4, 30), view.Forecast.Days[^1].Day);
        Assert.InRange(view.Months[1].Expected!.Value, 2500, 2800);
        Assert.Contains("repeating the last week by", view.Limits[1], StringComparison.Ordinal);
        Assert.Equal("months", (await portal.Get<SpendOutlooks>().ReadAsync(portal.As(Role.Auditor), new(new SpendScope(), 13), Ct)).Refusal!.Fields.Keys.Single());
    }

    private static (DateOnly, CostFacts, CostAmounts) Day(DateOnly day, decimal amount) => (day, CostWorld.Facts("Chat"), new(0, amount));

    private static IEnumerable<(DateOnly, CostFacts, CostAmounts)> Days(DateOnly from, int days, decimal amount) => Enumerable.Range(0, days).Select(day => Day(from.AddDays(day), amount));

    private static async Task<IReadOnlyList<JsonObject>> MessagesAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        return [.. (await db.Outbox.AsNoTracking().Where(row => row.Kind == "budget.threshold").OrderBy(row => row.Sequence).ToListAsync(Ct)).Select(row => JsonNode.Parse(row.Body)!.AsObject())];
    }

    private static async Task<string?> TeamNameAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        return await db.Teams.Where(row => row.Id == portal.Team).Select(row => row.Name).SingleAsync(Ct);
    }
}
