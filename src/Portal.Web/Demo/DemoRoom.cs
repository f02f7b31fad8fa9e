namespace Portal.Web.Demo;

public static class DemoRoom
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoMembers>()
        .AddSingleton<DemoTenants>()
        .AddSingleton<DemoPlaces>()
        .AddSingleton<DemoContent>()
        .AddSingleton<DemoUseCases>()
        .AddSingleton<DemoMetering>()
        .AddSingleton<DemoCosts>()
        .AddSingleton<DemoLooks>()
        .AddSingleton<DemoStory>()
        .AddSingleton<DemoFleets>()
        .AddSingleton<DemoProduction>()
        .AddSingleton<DemoExperiments>()
        .AddSingleton<DemoRollouts>()
        .AddSingleton<DemoFreezes>()
        .AddSingleton<DemoApprovals>()
        .AddSingleton<DemoSeeding>();
}
