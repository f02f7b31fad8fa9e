using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>
/// The account that a runner's token belongs to. Registering, renewing and retiring a runner change it inside their own unit of work,
/// so that there is never a token without its runner or a retired runner with a token.
/// </summary>
public static class RunnerAccount
{
    private const string TokenName = "runner";

    /// <summary>Why members' acts do not touch such an account.</summary>
    internal static Refusal Refusal { get; } = new(
        RefusalKind.Conflict, "member.runner", "The account of a runner has no roles and no tokens but the runner's own.", "Register and retire runners on the page Runners.");

    /// <summary>Adds an account without roles.</summary>
    public static Member Add(UnitOfWork unit, string name)
    {
        var account = new Member
        {
            TenantId = unit.Actor.Tenant,
            Id = MemberId.New(),
            Email = $"{name}@runners",
            NormalizedEmail = Names.Normalize($"{name}@runners"),
            Name = name,
            Kind = MemberKind.Runner,
            CreatedAt = unit.Now,
            SecurityStamp = Guid.CreateVersion7(),
        };
        unit.Db.Members.Add(account);
        return account;
    }

    /// <summary>Gives the account a token and takes away those that it had.</summary>
    public static async Task<CreatedAccessToken> RenewTokenAsync(UnitOfWork unit, MemberId account, int days, CancellationToken ct)
    {
        await RevokeAsync(unit, account, ct);
        var (token, secret) = AccessToken.Make(unit.Actor.Tenant, account, TokenName, unit.Now, unit.Now.AddDays(days));
        unit.Db.AccessTokens.Add(token);
        return new CreatedAccessToken(token.Id, secret, token.ExpiresAt);
    }

    /// <summary>Ends the account with all its tokens: the next request is refused.</summary>
    public static async Task CloseAsync(UnitOfWork unit, MemberId id, CancellationToken ct)
    {
        await RevokeAsync(unit, id, ct);
        var account = await unit.Db.Members.SingleAsync(row => row.Id == id, ct);
        account.DisabledAt = unit.Now;
        account.SecurityStamp = Guid.CreateVersion7();
    }

    /// <summary>What the trail says of a token.</summary>
    public static JsonObject Describe(CreatedAccessToken token) => new()
    {
        ["token"] = token.Id.ToString(),
        ["expiresAt"] = token.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
    };

    private static async Task RevokeAsync(UnitOfWork unit, MemberId account, CancellationToken ct)
    {
        foreach (var token in await unit.Db.AccessTokens.Where(row => row.MemberId == account && row.RevokedAt == null).ToListAsync(ct))
        {
            token.RevokedAt = unit.Now;
        }
    }
}
