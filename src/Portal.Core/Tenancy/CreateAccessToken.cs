using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <param name="Member">Whose token; another's only by a tenant administrator or the operator's command, and then for service accounts only.</param>
/// <param name="Days">1 to 366.</param>
public sealed record CreateAccessTokenRequest(MemberId Member, string Name, int Days);

/// <summary>The token itself exists in this answer only.</summary>
public sealed record CreatedAccessToken(AccessTokenId Id, string Secret, DateTimeOffset ExpiresAt);

/// <summary>
/// Makes a token. One that is made with another token ends with that one at the latest: programs may make narrower ones of theirs, but
/// who finds a token gains no day by it. A longer one is made by a person who signs in, or by the operator.
/// </summary>
public sealed class CreateAccessToken(AuditTrail trail)
{
    public const int LongestDays = 366;

    public async Task<Outcome<CreatedAccessToken>> RunAsync(Actor actor, CreateAccessTokenRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var member = await unit.Db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Member && row.DisabledAt == null, ct);
        if (member is null)
        {
            return Refusal.NotFound("This member");
        }

        if (MachineAccount.Refuses(member.Kind) is { } machine)
        {
            return machine;
        }

        var subject = new AuditSubject("member", member.Id.ToString(), member.Email);
        if (!actor.IsSystem && member.Id != actor.Member && Refuses(unit, member) is { } refusal)
        {
            return await unit.RefuseAsync("token.create", subject, refusal, ct);
        }

        if ((RefusesDays(request.Days) ?? Names.RefusesText("name", request.Name)) is { } invalid)
        {
            return invalid;
        }

        var (token, secret) = AccessToken.Make(actor.Tenant, member.Id, request.Name, unit.Now, End(unit, request.Days));
        unit.Db.AccessTokens.Add(token);
        unit.Record("token.created", subject, details: new JsonObject
        {
            ["token"] = token.Id.ToString(),
            ["name"] = token.Name,
            ["expiresAt"] = token.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
        });
        return await unit.CommitAsync(new CreatedAccessToken(token.Id, secret, token.ExpiresAt), ct);
    }

    internal static Refusal? RefusesDays(int days) => days is < 1 or > LongestDays ? Refusal.Invalid("days", $"A token lives 1 to {LongestDays} days.") : null;

    private static DateTimeOffset End(UnitOfWork unit, int days)
    {
        var asked = unit.Now.AddDays(days);
        return unit.Actor.Until is { } until && until < asked ? until : asked;
    }

    private static Refusal? Refuses(UnitOfWork unit, Member member) =>
        unit.Refuses(Permission.ManageMembers)
        ?? (member.Kind == MemberKind.Person
            ? new Refusal(RefusalKind.Blocked, "token.not-yours", "People make their own tokens; an administrator makes them for service accounts only.", "Ask the member to sign in and make one.")
            : null);
}
