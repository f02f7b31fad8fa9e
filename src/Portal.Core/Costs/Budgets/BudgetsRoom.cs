using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Costs.Budgets;

public static class BudgetsRoom
{
    public static IServiceCollection AddBudgets(this IServiceCollection services) => services
        .AddSingleton<SpendOutlooks>()
        .AddSingleton<CreateBudget>()
        .AddSingleton<EditBudget>()
        .AddSingleton<EndBudget>()
        .AddSingleton<BudgetList>()
        .AddSingleton<BudgetDetail>()
        .AddSingleton<LookAtBudget>()
        .AddSingleton<LookAtBudgets>()
        .AddSingleton<Allowance>()
        .AddSingleton<StopList>()
        .AddSingleton<RecordStop>()
        .AddSingleton<LookAtStops>()
        .AddPortalJob<LookAtStopsJob>(LookAtStopsJob.Key, TimeSpan.FromMinutes(1))
        .AddPortalJob<LookAtBudgetsJob>(LookAtBudgetsJob.Key, TimeSpan.FromMinutes(10));
}
