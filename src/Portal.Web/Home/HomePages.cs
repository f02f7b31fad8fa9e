using Portal.Web.Shell;

namespace Portal.Web.Home;

public static class HomePages
{
    public static IServiceCollection AddHomePages(this IServiceCollection services) => services
        .AddNavigation(new NavigationEntry("home", "Home", "/", "home"))
        .AddScoped<ISearchSource, NameSearch>();
}
