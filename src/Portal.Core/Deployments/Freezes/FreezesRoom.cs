using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Deployments.Freezes;

public static class FreezesRoom
{
    public static IServiceCollection AddFreezes(this IServiceCollection services) => services
        .AddSingleton<PlanFreeze>()
        .AddSingleton<EndFreeze>()
        .AddSingleton<FreezeList>();
}
