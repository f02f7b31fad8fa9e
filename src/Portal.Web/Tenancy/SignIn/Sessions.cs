using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>Begins and ends sessions, whatever method proved who it is; each is a fact in the tenant's trail.</summary>
public sealed class Sessions(RecordSignIn record, EndSession end, SessionCheck check, TenantDirectory directory, TimeProvider clock)
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public Task BeginAsync(HttpContext context, SignInRow member, string method, CancellationToken ct) => BeginAsync(context, member, method, clock.GetUtcNow(), ct);

    private async Task BeginAsync(HttpContext context, SignInRow member, string method, DateTimeOffset? signedIn, CancellationToken ct)
    {
        await record.RunAsync(ActorOf(member), SignInEvent.SignedIn, method, why: null, ct);
        await context.SignInAsync(Scheme, ActorClaims.ToPrincipal(member, SessionId.New(), Scheme, signedIn), new AuthenticationProperties { IsPersistent = false });
    }

    public async Task EndAsync(HttpContext context, CancellationToken ct)
    {
        if (ActorClaims.ToActor(context.User, ActorOrigin.Page) is { } actor && ActorClaims.SessionOf(context.User) is { } session)
        {
            await end.RunAsync(actor, session, ct);
        }

        await context.SignOutAsync(Scheme);
    }

    /// <summary>Goes on as the same person in another tenant: the memberships of one's own e-mail address, and no other. Only a session can.</summary>
    /// <returns>False when there is no such membership.</returns>
    public async Task<bool> SwitchAsync(HttpContext context, TenantId tenant, CancellationToken ct)
    {
        if (ActorClaims.ToActor(context.User, ActorOrigin.Page) is not { } actor || ActorClaims.SessionOf(context.User) is null)
        {
            return false;
        }

        var other = (await directory.MembershipsAsync(actor.Name, ct)).FirstOrDefault(row => row.Tenant == tenant);
        if (other is null)
        {
            return false;
        }

        await EndAsync(context, ct);

        // Going elsewhere proves nothing anew.
        await BeginAsync(context, other, "tenant switch", actor.SignedInAt, ct);
        return true;
    }

    /// <summary>The same member, who has just proven again who they are: the session goes on under a new name, its sign-in is of this moment.</summary>
    /// <returns>False when there is no such member any more.</returns>
    public async Task<bool> ConfirmAsync(HttpContext context, string method, CancellationToken ct)
    {
        if (ActorClaims.ToActor(context.User, ActorOrigin.Page) is not { } actor || ActorClaims.SessionOf(context.User) is null
            || (await directory.MembershipsAsync(actor.Name, ct)).FirstOrDefault(row => row.Tenant == actor.Tenant && row.Member == actor.Member) is not { } member)
        {
            return false;
        }

        // The former session ends: a cookie that was copied before does not live on beside it.
        await EndAsync(context, ct);
        await BeginAsync(context, member, $"{method}, confirmed", ct);
        return true;
    }

    /// <summary>A refused sign-in is a fact too, where the tenant and the member are known.</summary>
    public async Task RefuseAsync(TenantId tenant, MemberId member, string method, string why, CancellationToken ct)
    {
        if (await check.NameAsync(tenant, member, ct) is { } name)
        {
            await record.RunAsync(Actor.ForMember(tenant, member, name, [], ActorOrigin.Page), SignInEvent.Refused, method, why, ct);
        }
    }

    /// <summary>Only a path of our own: anything else would let a link lead people elsewhere after sign-in.</summary>
    internal static string SafeReturn(string? from) =>
        from is { Length: > 0 and < 2000 } && from[0] == '/' && (from.Length == 1 || (from[1] != '/' && from[1] != '\\'))
        && !from.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase) && !from.Any(char.IsControl)
            ? from
            : "/";

    private static Actor ActorOf(SignInRow member) =>
        Actor.ForMember(member.Tenant, member.Member, member.Email, member.Roles, ActorOrigin.Page);
}
