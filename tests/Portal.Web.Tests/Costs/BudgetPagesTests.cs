using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Costs.Anomalies;
using Portal.Web.Costs.Budgets;
using Portal.Web.Costs.UnitCosts;

namespace Portal.Web.Tests.Costs;

public sealed class BudgetPagesTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void Pages_WithoutCosts_SayWhatWouldBeThere()
    {
        SignIn(Portal.As(Role.Auditor));

        var (budgets, anomalies, units) = (Render<BudgetsPage>(), Render<AnomaliesPage>(), Render<UnitCostsPage>());

        budgets.WaitForAssertion(() => Assert.Contains("No budget yet", budgets.Markup, StringComparison.Ordinal));
        anomalies.WaitForAssertion(() => Assert.Contains("Nothing unusual", anomalies.Markup, StringComparison.Ordinal));
        units.WaitForAssertion(() => Assert.Contains("No usage with a cost yet", units.Markup, StringComparison.Ordinal));
        Assert.Empty(budgets.FindAll(".head button"));
    }

    [Fact]
    public async Task New_BudgetThatIsWrong_IsRefusedInPlace_AndARightOneLeadsToIt()
    {
        SignIn(Portal.As(Role.Executive));
        var cut = Render<BudgetsPage>();
        await cut.WaitForElement(".head button").ClickAsync(new());
        cut.WaitForAssertion(() => Assert.Contains("value=\"USD\"", cut.Find("dialog").InnerHtml, StringComparison.Ordinal));
        cut.FindAll("dialog input")[0].Change("Inference");
        cut.FindAll("dialog textarea")[^1].Change("Plan");
        await cut.Find("dialog form").SubmitAsync();
        cut.WaitForAssertion(() => Assert.Contains("A budget is above 0", cut.Find("dialog").TextContent, StringComparison.Ordinal));

        cut.FindAll("dialog input")[1].Change("1,000");
        await cut.Find("dialog form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Contains("/costs/budgets/", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Budget_ShowsWhatIsSpentAndExpected_AndWhatWasTold()
    {
        var executive = Portal.As(Role.Executive);
        var id = (await Portal.Get<CreateBudget>().RunAsync(executive, new(new BudgetDraft("Inference", BudgetPeriod.Month, 1000, "USD", HardStop: true), "Plan"), Ct)).Value;
        await SpendAsync(60, 20);
        await SpendAsync((new(2026, 3, 2), 1100m));
        await Portal.Get<LookAtBudgets>().RunAsync(Ct);
        await Portal.Get<LookAtStops>().RunAsync(Ct);
        SignIn(executive);

        var (list, page) = (Render<BudgetsPage>(), Render<BudgetPage>(p => p.Add(x => x.Budget, id.Value)));

        list.WaitForAssertion(() => Assert.Contains(list.FindAll("tbody tr"), row => row.TextContent.Contains("Exceeded", StringComparison.Ordinal)));
        page.WaitForAssertion(() => Assert.Contains("Stop now", page.Markup, StringComparison.Ordinal));
        Assert.Contains(list.FindAll("tbody tr"), row => row.TextContent.Contains("stop now", StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("path.fan80"));
        Assert.Contains(page.FindAll(".card"), card => card.TextContent.Contains("USD 0.00 are metered and USD", StringComparison.Ordinal));
        list.WaitForAssertion(() => Assert.Contains("1 budget of 1 stops requests now.", list.Markup, StringComparison.Ordinal));
        Assert.Contains("api/v1/costs/allowance", list.Markup, StringComparison.Ordinal);
        Assert.Contains("100 %", page.FindAll(".card")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("Version 1 by", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anomaly_LeadsToItsCharges_AndUnitsShowTheBridge()
    {
        await SpendAsync(70, 100);
        await SpendAsync((new(2026, 3, 1), 900m));
        await Portal.Get<LookForAnomalies>().RunAsync(Ct);
        SignIn(Portal.As(Role.Executive));
        var row = (await Portal.Get<AnomalyList>().ReadAsync(Portal.As(Role.Executive), new(new PageRequest()), Ct)).Value.Items.Single();

        var (list, page, units) = (Render<AnomaliesPage>(), Render<AnomalyPage>(p => p.Add(x => x.Anomaly, row.Id.Value)), Render<UnitCostsPage>());

        list.WaitForAssertion(() => Assert.Equal($"/costs/anomalies/{row.Id}", list.Find("tbody a").GetAttribute("href")));
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("tbody a"), link => link.GetAttribute("href") == "/costs/charges?from=2026-03-01&until=2026-03-02&service=Chat"));
        units.WaitForAssertion(() => Assert.Equal(6, units.FindAll("rect.fall").Count));
        Assert.Contains("unknown", units.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Thing_ThatIsNotThere_IsNotFound()
    {
        SignIn(Portal.As(Role.Executive));

        var (budget, anomaly) = (Render<BudgetPage>(p => p.Add(x => x.Budget, Guid.CreateVersion7())), Render<AnomalyPage>(p => p.Add(x => x.Anomaly, Guid.CreateVersion7())));

        budget.WaitForAssertion(() => Assert.Empty(budget.FindAll("[aria-busy]")));
        anomaly.WaitForAssertion(() => Assert.Empty(anomaly.FindAll("[aria-busy]")));
        Assert.Empty(budget.FindAll(".kpis"));
        Assert.Empty(anomaly.FindAll(".kpis"));
    }

    private Task SpendAsync(int days, decimal amount) =>
        SpendAsync([.. Enumerable.Range(0, days).Select(before => new DateOnly(2026, 3, 1).AddDays(-before)).Select(day => (day, amount + (day.DayNumber % 5)))]);

    private async Task SpendAsync(params (DateOnly Day, decimal Amount)[] spent)
    {
        await using var db = Portal.Open();
        var tally = new CostTally();
        foreach (var (day, amount) in spent)
        {
            tally.Add(day, new CostFacts(CostBasis.Billed, "Nimbus", "AI and Machine Learning", "Chat", "output tokens", "eu-central-1", "USD"), new(0, amount, Tokens: 1_000_000));
        }

        await CostLedger.AddAsync(db, Portal.Tenant, Guid.CreateVersion7(), tally, Ct);
        await db.SaveChangesAsync(Ct);
    }
}
