using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Core.Tenancy;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>An open tab has no requests whose cookie could be checked: it is asked for once a minute instead.</summary>
public sealed class SessionRevalidation(ILoggerFactory loggers, SessionCheck sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        ActorClaims.ToActor(authenticationState.User, ActorOrigin.Page) is { } actor
        && ActorClaims.SessionOf(authenticationState.User) is { } session
        && await sessions.FindAsync(actor.Tenant, actor.Member!.Value, session, cancellationToken) is { } member
        && member.SecurityStamp == ActorClaims.StampOf(authenticationState.User);
}
