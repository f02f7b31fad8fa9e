using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Costs.UnitCosts;

public static class UnitCostsRoom
{
    public static IServiceCollection AddUnitCosts(this IServiceCollection services) => services
        .AddSingleton<ReportBusinessOutcome>()
        .AddSingleton<UnitCostTrend>();
}
