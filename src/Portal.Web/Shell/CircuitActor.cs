using Microsoft.AspNetCore.Components.Authorization;
using Portal.Core.Tenancy;
using Portal.Web.Tenancy;

namespace Portal.Web.Shell;

/// <summary>
/// Who acts in this circuit: the signed-in member with the roles that the database says they have now. Read again after half a
/// minute, so that a page stops offering what was taken away; the acts themselves read roles each time.
/// </summary>
public sealed class CircuitActor(AuthenticationStateProvider authentication, SessionCheck sessions, TimeProvider time)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(30);

    private Actor? _actor;
    private DateTimeOffset _readAt;

    /// <exception cref="InvalidOperationException">Nobody is signed in: only pages for signed-in members ask.</exception>
    public async ValueTask<Actor> GetAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_actor is not null && now - _readAt < s_fresh)
        {
            return _actor;
        }

        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var claimed = ActorClaims.ToActor(user, ActorOrigin.Page) ?? throw new InvalidOperationException("Nobody is signed in.");
        var session = await sessions.FindAsync(claimed.Tenant, claimed.Member!.Value, ct);

        // A member who was disabled a moment ago keeps a page without a single right until the session ends.
        _actor = claimed.WithRoles(session?.Roles ?? []);
        _readAt = now;
        return _actor;
    }
}
