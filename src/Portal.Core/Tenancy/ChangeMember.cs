using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <param name="Revision">Of the member as the person saw it.</param>
public sealed record ChangeMemberRequest(MemberId Member, long Revision, IReadOnlyList<Role> Roles, bool Disabled, string Reason);

/// <summary>Gives and takes roles, disables and enables. Sessions of a member who lost something end.</summary>
public sealed class ChangeMember(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ChangeMemberRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var member = await unit.Db.Members.Include(row => row.Roles).SingleOrDefaultAsync(row => row.Id == request.Member, ct);
        if (member is null)
        {
            return Refusal.NotFound("This member");
        }

        if (MachineAccount.Refuses(member.Kind) is { } machine)
        {
            return machine;
        }

        var subject = new AuditSubject("member", member.Id.ToString(), member.Email);
        if ((unit.Refuses(Permission.ManageMembers) ?? await LastAdministratorAsync(unit, member, request, ct)) is { } refusal)
        {
            return await unit.RefuseAsync("member.change", subject, refusal, ct);
        }

        if (request.Revision != member.Revision)
        {
            return Refusal.Stale("This member");
        }

        if (request.Roles.Count == 0 && !request.Disabled)
        {
            return Refusal.Invalid("roles", "A member needs at least one role.");
        }

        if ((Choices.Refuses("roles", request.Roles) ?? Texts.Refuses("reason", request.Reason, Texts.LongestReason)) is { } invalid)
        {
            return invalid;
        }

        var before = Describe(member);
        Apply(unit, member, request);
        unit.Record("member.changed", subject, request.Reason, new JsonObject { ["before"] = before, ["after"] = Describe(member) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<Refusal?> LastAdministratorAsync(UnitOfWork unit, Member member, ChangeMemberRequest request, CancellationToken ct)
    {
        var keeps = !request.Disabled && request.Roles.Contains(Role.TenantAdministrator);
        var others = await unit.Db.Members.AnyAsync(
            row => row.Id != member.Id && row.DisabledAt == null && row.Roles.Any(role => role.Role == Role.TenantAdministrator), ct);
        return keeps || others
            ? null
            : new(RefusalKind.Blocked, "member.last-administrator", "This is the last tenant administrator.", "Make somebody else a tenant administrator first.");
    }

    private static void Apply(UnitOfWork unit, Member member, ChangeMemberRequest request)
    {
        var lost = request.Disabled || member.Roles.Exists(role => !request.Roles.Contains(role.Role));
        member.Roles.RemoveAll(role => !request.Roles.Contains(role.Role));
        member.Roles.AddRange(request.Roles.Distinct().Where(role => !member.Roles.Exists(row => row.Role == role))
            .Select(role => new MemberRole { TenantId = member.TenantId, MemberId = member.Id, Role = role }).ToList());
        member.DisabledAt = request.Disabled ? member.DisabledAt ?? unit.Now : null;
        member.SecurityStamp = lost ? Guid.CreateVersion7() : member.SecurityStamp;
        unit.Db.Entry(member).State = EntityState.Modified;
    }

    private static JsonObject Describe(Member member) => new()
    {
        ["roles"] = new JsonArray([.. member.Roles.Select(role => role.Role).Order().Select(role => JsonValue.Create(role.ToString()))]),
        ["disabled"] = member.DisabledAt is not null,
    };
}
