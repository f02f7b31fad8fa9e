using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Placement;

public static class PlacementRoom
{
    public static IServiceCollection AddPlacement(this IServiceCollection services) => services
        .AddSingleton<CreateWorkload>()
        .AddSingleton<EditWorkload>()
        .AddSingleton<AddPlacementOption>()
        .AddSingleton<EditPlacementOption>()
        .AddSingleton<RetirePlacementOption>()
        .AddSingleton<WeighPlaces>()
        .AddSingleton<KeepComparison>()
        .AddSingleton<DecideRecommendation>()
        .AddSingleton<MeasuredWorkload>()
        .AddSingleton<WorkloadList>()
        .AddSingleton<WorkloadDetail>()
        .AddSingleton<PlacementCatalogue>()
        .AddSingleton<DueComparisons>()
        .AddPortalJob<ComparePlacesJob>(ComparePlacesJob.Key, TimeSpan.FromHours(1));
}
