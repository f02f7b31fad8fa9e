using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Core.Tenancy;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>
/// Every request with a cookie is checked against the member's row: a session ends when the member is disabled or its stamp changes.
/// </summary>
public sealed class SessionEvents(SessionCheck sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } user && ActorClaims.ToActor(user, ActorOrigin.Page) is { } actor
            && await sessions.FindAsync(actor.Tenant, actor.Member!.Value, context.HttpContext.RequestAborted) is { } member
            && member.SecurityStamp == ActorClaims.StampOf(user))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Sessions.Scheme);
    }

    /// <summary>An interface answers with a status, a page with the sign-in page.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsApi(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    internal static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
