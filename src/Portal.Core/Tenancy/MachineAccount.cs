using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>
/// The account that the token of a machine (a runner, a device) belongs to. Registering, renewing and retiring the machine change it
/// inside their own unit of work, so that there is never a token without its machine or a retired machine with a token.
/// </summary>
public static class MachineAccount
{
    private static readonly Refusal s_runner = new(
        RefusalKind.Conflict, "member.runner", "The account of a runner has no roles and no tokens but the runner's own.", "Register and retire runners on the page Runners.");

    private static readonly Refusal s_device = new(
        RefusalKind.Conflict, "member.device", "The account of a device has no roles and no tokens but the device's own.", "Register and retire devices on the page of their environment's fleet.");

    /// <summary>Whether an account is a machine's, and no member's of the staff.</summary>
    public static bool IsMachine(this MemberKind kind) => kind is MemberKind.Runner or MemberKind.Device;

    /// <summary>Why members' acts do not touch such an account; null for a member's.</summary>
    internal static Refusal? Refuses(MemberKind kind) => kind switch
    {
        MemberKind.Runner => s_runner,
        MemberKind.Device => s_device,
        _ => null,
    };

    /// <summary>Adds an account without roles.</summary>
    public static Member AddRunner(UnitOfWork unit, string name) => Add(unit, MemberKind.Runner, $"{name}@runners", name);

    /// <summary>Adds an account without roles. Devices are named within their environment, so their accounts name it, too.</summary>
    public static Member AddDevice(UnitOfWork unit, string name, string environment) => Add(unit, MemberKind.Device, $"{name}@{environment}.devices", name);

    /// <summary>Gives the account a token and takes away those that it had.</summary>
    public static async Task<CreatedAccessToken> RenewTokenAsync(UnitOfWork unit, Member account, int days, CancellationToken ct)
    {
        await RevokeAsync(unit, account.Id, ct);
        var (token, secret) = AccessToken.Make(unit.Actor.Tenant, account.Id, account.Kind == MemberKind.Device ? "device" : "runner", unit.Now, unit.Now.AddDays(days));
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

    private static Member Add(UnitOfWork unit, MemberKind kind, string email, string name)
    {
        var account = new Member
        {
            TenantId = unit.Actor.Tenant,
            Id = MemberId.New(),
            Email = email,
            NormalizedEmail = Names.Normalize(email),
            Name = name,
            Kind = kind,
            CreatedAt = unit.Now,
            SecurityStamp = Guid.CreateVersion7(),
        };
        unit.Db.Members.Add(account);
        return account;
    }

    private static async Task RevokeAsync(UnitOfWork unit, MemberId account, CancellationToken ct)
    {
        foreach (var token in await unit.Db.AccessTokens.Where(row => row.MemberId == account && row.RevokedAt == null).ToListAsync(ct))
        {
            token.RevokedAt = unit.Now;
        }
    }
}
