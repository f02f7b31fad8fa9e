using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>How people and programs come in: a cookie for pages, a token for the API, and the configured way of signing in.</summary>
public static class SignInDoor
{
    /// <summary>Chooses the bearer token where a request to the API brings one, else the session's cookie: a token opens no page.</summary>
    private const string Either = "Portal";

    /// <exception cref="ConfigurationException">The configured mode is not one that this build has.</exception>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, SignInOptions options)
    {
        ISignInMethod[] methods = [new DemoSignIn()];
        var method = Array.Find(methods, method => method.Mode == options.Mode)
            ?? throw new ConfigurationException([$"Portal:Authentication:Mode is '{options.Mode}', which this build does not have. Use {string.Join(" or ", methods.Select(method => method.Mode))}."]);
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, scheme => scheme.ForwardDefaultSelector = context =>
                SessionEvents.IsApi(context.Request) && context.Request.Headers.ContainsKey("Authorization") ? BearerAuthentication.SchemeName : Sessions.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, configureOptions: null)
            .AddCookie(Sessions.Scheme, cookie =>
            {
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "from";
                cookie.EventsType = typeof(SessionEvents);
                cookie.ExpireTimeSpan = EndedSession.CookieLife;
                cookie.SlidingExpiration = true;
                cookie.Cookie.Name = "portal-session";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
            });
        method.AddSchemes(authentication, configuration);
        return services
            .AddSingleton(method)
            .AddSingleton<Sessions>()
            .AddScoped<SessionEvents>()
            .AddScoped<AuthenticationStateProvider, SessionRevalidation>()
            .AddHostedService<StartGuard>();
    }

    public static WebApplication MapSignIn(this WebApplication app)
    {
        SessionEndpoints.Map(app);
        app.Services.GetRequiredService<ISignInMethod>().Map(app);
        return app;
    }
}
