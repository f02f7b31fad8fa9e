using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Costs.Anomalies;

public static class AnomaliesRoom
{
    public static IServiceCollection AddAnomalies(this IServiceCollection services) => services
        .AddSingleton<AnomalyList>()
        .AddSingleton<DecideOnAnomaly>()
        .AddSingleton<FindAnomalies>()
        .AddSingleton<LookForAnomalies>()
        .AddPortalJob<LookForAnomaliesJob>(LookForAnomaliesJob.Key, TimeSpan.FromMinutes(30));
}
