using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Compliance;

/// <summary>Looks at all rooms and changes none: overviews, and what is found by its name.</summary>
public static class ComplianceRoom
{
    public static IServiceCollection AddCompliance(this IServiceCollection services) => services
        .AddSingleton<NewestVersions>()
        .AddSingleton<LiveNow>()
        .AddSingleton<Posture>()
        .AddSingleton<RecentActs>()
        .AddSingleton<FoundByName>();
}
