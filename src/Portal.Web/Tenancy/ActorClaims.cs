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

    /// <summary>When the member proved who they are.</summary>
    private const string SignedIn = "portal:signed-in";

    /// <summary>There when a runner's token was sent.</summary>
    private const string Runner = "portal:runner";

    /// <summary>There when a device's token was sent.</summary>
    private const string Device = "portal:device";

    /// <param name="signedIn">When they proved who they are; null when nobody knows.</param>
    public static ClaimsPrincipal ToPrincipal(SignInRow row, SessionId session, string scheme, DateTimeOffset? signedIn)
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
        AddInstant(identity, SignedIn, signedIn);
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

        AddInstant(identity, Until, actor.Until);

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
            : Ending(Actor.ForMember(new TenantId(tenant), new MemberId(member), email, Roles(user), origin).WithSignIn(Instant(user, SignedIn)), Instant(user, Until))
            : null;

    /// <summary>The security stamp of sign-in time; null for a token, which has none.</summary>
    public static Guid? StampOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Stamp), out var stamp) ? stamp : null;

    /// <summary>The session that the cookie belongs to; null for a token, which has none.</summary>
    public static SessionId? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var session) ? new SessionId(session) : null;

    private static Actor Ending(Actor actor, DateTimeOffset? until) => until is { } end ? actor.WithEnd(end) : actor;

    private static void AddInstant(ClaimsIdentity identity, string claim, DateTimeOffset? instant)
    {
        if (instant is { } known)
        {
            identity.AddClaim(new(claim, known.ToString("O", CultureInfo.InvariantCulture)));
        }
    }

    private static DateTimeOffset? Instant(ClaimsPrincipal user, string claim) =>
        user.FindFirstValue(claim) is { } text ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture) : null;

    private static IEnumerable<Role> Roles(ClaimsPrincipal user) =>
        user.FindAll(ClaimTypes.Role).Select(claim => Enum.TryParse<Role>(claim.Value, out var role) ? role : (Role?)null).OfType<Role>();
}
