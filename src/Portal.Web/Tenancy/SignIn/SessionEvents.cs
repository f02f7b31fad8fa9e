using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Core.Tenancy;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>
/// Every request with a cookie is checked against the member's row: a session ends when the member signs out of it, is disabled, or its stamp changes.
/// </summary>
public sealed class SessionEvents(SessionCheck sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } user && ActorClaims.ToActor(user, ActorOrigin.Page) is { } actor && ActorClaims.SessionOf(user) is { } session
            && await sessions.FindAsync(actor.Tenant, actor.Member!.Value, session, context.HttpContext.RequestAborted) is { } member
            && member.SecurityStamp == ActorClaims.StampOf(user))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Sessions.Scheme);
    }

    /// <summary>The API answers as it does for a token that is missing, a page with the sign-in page.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        IsApi(context.Request) ? context.HttpContext.ChallengeAsync(BearerAuthentication.SchemeName) : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsApi(context.Request))
        {
            return context.HttpContext.ForbidAsync(BearerAuthentication.SchemeName);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    internal static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
