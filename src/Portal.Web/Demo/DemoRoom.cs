namespace Portal.Web.Demo;

public static class DemoRoom
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoTenants>()
        .AddSingleton<DemoContent>()
        .AddSingleton<DemoSeeding>();
}
