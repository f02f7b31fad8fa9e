using Portal.Web.Shell;

namespace Portal.Web.Costs;

/// <summary>A view of the costs, as the bar above all of them names it.</summary>
public sealed record CostTab(string Title, string Href);

/// <summary>The pages of costs and their place in the navigation.</summary>
public static class CostsPages
{
    /// <summary>In the order of the bar.</summary>
    public static IReadOnlyList<CostTab> Tabs { get; } =
    [
        new("Overview", "/costs"),
        new("Budgets", "/costs/budgets"),
        new("Anomalies", "/costs/anomalies"),
        new("Unit costs", "/costs/units"),
        new("Exchange rates", "/costs/rates"),
    ];

    public static IServiceCollection AddCostsPages(this IServiceCollection services) => services
        .AddNavigation(new NavigationEntry("costs", "Costs", "/costs", "cost"));
}
