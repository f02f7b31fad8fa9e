using Microsoft.AspNetCore.Components.Authorization;
using Portal.Core.Tenancy;
using Portal.Web.Tenancy;

namespace Portal.Web.Shell;

/// <summary>
/// Who acts in this circuit: the signed-in member with the roles that the database says they have now. Read again after half a
/// minute, so that a page stops offering what was taken away, and before each act; the acts themselves read roles each time.
/// </summary>
public sealed class CircuitActor(AuthenticationStateProvider authentication, SessionCheck sessions, TimeProvider time)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(30);

    private Actor? _actor;
    private bool _open;
    private DateTimeOffset _readAt;

    /// <exception cref="InvalidOperationException">Nobody is signed in: only pages for signed-in members ask.</exception>
    public async ValueTask<Actor> GetAsync(CancellationToken ct)
    {
        if (_actor is null || time.GetUtcNow() - _readAt >= s_fresh)
        {
            await ReadAsync(ct);
        }

        return _actor!;
    }

    /// <summary>Who is about to act, read anew; null when the session is over: signed out in another tab, or the member disabled.</summary>
    public async ValueTask<Actor?> GetToActAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        return _open ? _actor : null;
    }

    /// <summary>Whoever signed out or was disabled a moment ago keeps a page without a single right until the circuit notices.</summary>
    private async Task ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var claimed = ActorClaims.ToActor(user, ActorOrigin.Page) ?? throw new InvalidOperationException("Nobody is signed in.");
        var member = ActorClaims.SessionOf(user) is { } session ? await sessions.FindAsync(claimed.Tenant, claimed.Member!.Value, session, ct) : null;
        (_actor, _open, _readAt) = (claimed.WithRoles(member?.Roles ?? []), member is not null, now);
    }
}
