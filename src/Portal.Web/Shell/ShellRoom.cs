using Microsoft.AspNetCore.Components.Server;

namespace Portal.Web.Shell;

/// <summary>The frame of the product: layout, navigation, search, theme, and what every page needs of the browser.</summary>
public static class ShellRoom
{
    /// <summary>The longest field takes 20000 characters, each of up to four bytes or an escape of six.</summary>
    private const int LargestMessage = 160 * 1024;

    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(ConfigureCircuits).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddCascadingAuthenticationState();
        services.AddScoped<CircuitActor>();
        services.AddScoped<BrowserModule>();
        services.AddScoped<ViewerClock>();
        services.AddScoped<News>();
        services.AddScoped<Waiting>();
        services.AddScoped<NavigationCounts>();
        return services;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static void ConfigureCircuits(CircuitOptions options)
    {
        // The client tries for about three minutes; keeping a circuit longer only keeps memory.
        options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        options.DisconnectedCircuitMaxRetained = 50;
    }
}
