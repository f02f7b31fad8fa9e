using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Budgets;
using Portal.Web.Costs.Anomalies;
using Portal.Web.Costs.Budgets;
using Portal.Web.Costs.Charges;
using Portal.Web.Shell;

namespace Portal.Web.Costs;

/// <summary>A page of the costs, as the bar above all of them names it.</summary>
public sealed record CostTab(string Title, string Href);

/// <summary>Pages that people come to for the same thing; the first one opens with the group.</summary>
public sealed record CostTabGroup(string Title, IReadOnlyList<CostTab> Tabs);

/// <summary>The pages of costs and their place in the navigation.</summary>
public static class CostsPages
{
    /// <summary>In the order of the bar.</summary>
    public static IReadOnlyList<CostTabGroup> Groups { get; } =
    [
        new("Spend", [new("Overview", "/costs"), new("Explore", "/costs/explore"), new("Unit costs", "/costs/units"), new("Charges", "/costs/charges"), new("Usage", "/costs/usage")]),
        new("Control", [new("Budgets", "/costs/budgets"), new("Anomalies", "/costs/anomalies"), new("Savings", "/costs/savings"), new("Reconciliation", "/costs/reconciliation")]),
        new("Set up", [new("Imports", "/costs/imports"), new("Allocation", "/costs/allocation"), new("Prices", "/costs/prices"), new("Exchange rates", "/costs/rates")]),
    ];

    public static IServiceCollection AddCostsPages(this IServiceCollection services) => services
        .AddSingleton<CostsReader>()
        .AddChargesPages()
        .AddPageSubject<BudgetDetail, BudgetView>((budgets, actor, route, ct) => budgets.FindAsync(actor, BudgetId.From(route.Id("Budget")), ct), typeof(BudgetPage))
        .AddPageSubject<AnomalyList, AnomalyView>((anomalies, actor, route, ct) => anomalies.FindAsync(actor, CostAnomalyId.From(route.Id("Anomaly")), ct), typeof(AnomalyPage))
        .AddNavigation(new NavigationEntry("costs", "Costs", "/costs", "cost"));
}
