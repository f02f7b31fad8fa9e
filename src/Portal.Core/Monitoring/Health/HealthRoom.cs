using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Monitoring.Health;

/// <summary>What monitoring found, put together for people. It changes nothing.</summary>
public static class HealthRoom
{
    public static IServiceCollection AddHealthQueries(this IServiceCollection services) => services
        .AddSingleton<ModelHealth>()
        .AddSingleton<WatchedModels>()
        .AddSingleton<DriftComparison>()
        .AddSingleton<EstimatedPerformanceOf>()
        .AddSingleton<TogetherComparison>();
}
