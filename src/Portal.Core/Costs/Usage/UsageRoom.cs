using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Costs.Usage.Reconciliation;
using Portal.Core.Costs.Usage.Repricing;
using Portal.Core.Costs.Usage.Retention;
using Portal.Core.Storage.Jobs;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Costs.Usage;

public static class UsageRoom
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddSingleton<ReceiveUsage>()
        .AddSingleton<AddPrices>()
        .AddSingleton<EndPrice>()
        .AddSingleton<PriceList>()
        .AddSingleton<RepriceUsage>()
        .AddSingleton<EditUsageSettings>()
        .AddSingleton<UsageReadings>()
        .AddSingleton<EditUsageSource>()
        .AddSingleton<UsageOverview>()
        .AddSingleton<UsageRecordList>()
        .AddSingleton<UsageExport>()
        .AddSingleton<ReconciliationView>()
        .AddSingleton<FindGaps>()
        .AddSingleton<IOldRows, OldUsage>()
        .AddSingleton<IOldRows, OldPeaks>()
        .AddPortalJob<RepriceUsageJob>(RepriceUsageJob.Key, TimeSpan.FromMinutes(1))
        .AddPortalJob<FindGapsJob>(FindGapsJob.Key, TimeSpan.FromHours(1));
}
