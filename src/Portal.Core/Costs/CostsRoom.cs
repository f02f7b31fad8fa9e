using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Reports;
using Portal.Core.Costs.UnitCosts;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Views;
using Portal.Core.Promotions;
using Portal.Core.Storage.Jobs;
using Portal.Core.Costs.Savings;

namespace Portal.Core.Costs;

public static class CostsRoom
{
    public static IServiceCollection AddCosts(this IServiceCollection services) => services
        .AddSingleton<EditCostSettings>()
        .AddSingleton<CostSettingsDetail>()
        .AddSingleton<EnterExchangeRate>()
        .AddSingleton<RemoveExchangeRate>()
        .AddSingleton<ExchangeRateList>()
        .AddSingleton<CostBreakdown>()
        .AddSingleton<CostOverview>()
        .AddSingleton<ExploreCosts>()
        .AddSingleton<ExploreChoices>()
        .AddSingleton<ValueAgainstCost>()
        .AddSingleton<UseCaseCosts>()
        .AddSingleton<SubscribeToCosts>()
        .AddSingleton<CostReportChoice>()
        .AddSingleton<ReportCosts>()
        .AddPortalJob<ReportCostsJob>(ReportCostsJob.Key, TimeSpan.FromMinutes(15))
        .AddSingleton<IExpectedLoad, ObservedLoad>()
        .AddCharges()
        .AddUsage()
        .AddBudgets()
        .AddAnomalies()
        .AddUnitCosts()
        .AddSavings();
}
