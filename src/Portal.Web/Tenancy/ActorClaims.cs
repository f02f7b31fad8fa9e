using System.Globalization;
using System.Security.Claims;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Tenancy;

/// <summary>
/// How a signed-in member travels in a principal. The roles in it decide which buttons are shown; acts read them again from the
/// database, so that a claim of yesterday allows nothing.
/// </summary>
public static class ActorClaims
{
    public const string Tenant = "portal:tenant";
    public const string Member = "portal:member";
    public const string Until = "portal:until";
    public const string Stamp = "portal:stamp";
    public const string Session = "portal:session";

    /// <summary>There when a runner's token was sent.</summary>
    private const string Runner = "portal:runner";

    /// <summary>There when a device's token was sent.</summary>
    private const string Device = "portal:device";

    public static ClaimsPrincipal ToPrincipal(SignInRow row, SessionId session, string scheme)
    {
        var identity = new ClaimsIdentity(
            [
                new(Tenant, row.Tenant.ToString()),
                new(Member, row.Member.ToString()),
                new(Stamp, row.SecurityStamp.ToString()),
                new(Session, session.ToString()),
                new(ClaimTypes.Name, row.Name),
                new(ClaimTypes.Email, row.Email),
                new(Reader.OrganisationClaim, row.TenantName),
            ],
            scheme);
        identity.AddClaims(row.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        return new ClaimsPrincipal(identity);
    }

    public static ClaimsPrincipal ToPrincipal(Actor actor, string scheme)
    {
        var identity = new ClaimsIdentity(
            [new(Tenant, actor.Tenant.ToString()), new(Member, actor.Member.ToString()!), new(ClaimTypes.Name, actor.Name), new(ClaimTypes.Email, actor.Name)],
            scheme);
        identity.AddClaims(actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        if (actor.IsRunner)
        {
            identity.AddClaim(new Claim(Runner, bool.TrueString));
        }

        if (actor.IsDevice)
        {
            identity.AddClaim(new Claim(Device, bool.TrueString));
        }

        if (actor.Until is { } until)
        {
            identity.AddClaim(new(Until, until.ToString("O", CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null when nobody, or nobody of ours, is signed in. In the trail a member is called by e-mail address.</summary>
    public static Actor? ToActor(ClaimsPrincipal user, ActorOrigin origin) =>
        user.Identity?.IsAuthenticated == true
        && Guid.TryParse(user.FindFirstValue(Tenant), out var tenant)
        && Guid.TryParse(user.FindFirstValue(Member), out var member)
        && user.FindFirstValue(ClaimTypes.Email) is { } email
            ? user.HasClaim(Runner, bool.TrueString) ? Actor.ForRunner(new TenantId(tenant), new MemberId(member), email)
            : user.HasClaim(Device, bool.TrueString) ? Actor.ForDevice(new TenantId(tenant), new MemberId(member), email)
            : Ending(Actor.ForMember(new TenantId(tenant), new MemberId(member), email, Roles(user), origin), user.FindFirstValue(Until))
            : null;

    /// <summary>The security stamp of sign-in time; null for a token, which has none.</summary>
    public static Guid? StampOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Stamp), out var stamp) ? stamp : null;

    /// <summary>The session that the cookie belongs to; null for a token, which has none.</summary>
    public static SessionId? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var session) ? new SessionId(session) : null;

    private static Actor Ending(Actor actor, string? until) =>
        until is null ? actor : actor.WithEnd(DateTimeOffset.ParseExact(until, "O", CultureInfo.InvariantCulture));

    private static IEnumerable<Role> Roles(ClaimsPrincipal user) =>
        user.FindAll(ClaimTypes.Role).Select(claim => Enum.TryParse<Role>(claim.Value, out var role) ? role : (Role?)null).OfType<Role>();
}
