using System.Net.Mail;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public sealed record AddMemberRequest(string Email, string Name, MemberKind Kind, IReadOnlyList<Role> Roles, string? Team = null);

/// <summary>Makes a person or a service account a member of the actor's tenant.</summary>
public sealed class AddMember(AuditTrail trail)
{
    public async Task<Outcome<MemberId>> RunAsync(Actor actor, AddMemberRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("member", request.Email, request.Email);
        if (unit.Refuses(Permission.ManageMembers) is { } forbidden)
        {
            return await unit.RefuseAsync("member.add", subject, forbidden, ct);
        }

        if (MachineAccount.Refuses(request.Kind) is { } machine)
        {
            return machine;
        }

        if (Refuses(request) is { } invalid)
        {
            return invalid;
        }

        var email = Names.Normalize(request.Email);
        if (await unit.Db.Members.AnyAsync(row => row.NormalizedEmail == email, ct))
        {
            return new Refusal(RefusalKind.Conflict, "member.taken", $"{request.Email} is a member already.", "Change the roles of that member instead.");
        }

        var team = request.Team is null ? null : Names.Normalize(request.Team);
        var teamId = team is null ? null : await unit.Db.Teams.Where(row => row.NormalizedName == team).Select(row => (TeamId?)row.Id).SingleOrDefaultAsync(ct);
        if (team is not null && teamId is null)
        {
            return Refusal.Invalid("team", $"There is no team called {request.Team}.");
        }

        var member = Make(unit.Actor.Tenant, unit.Now, request, teamId);
        unit.Db.Members.Add(member);
        var added = Added(member);
        unit.Record(added.Action, added.Subject, details: added.Details);
        return await unit.CommitAsync(member.Id, ct);
    }

    internal static Refusal? Refuses(AddMemberRequest request) =>
        !MailAddress.TryCreate(request.Email, out var address) || address.Address != request.Email || request.Email.Length > Member.LongestEmail
            ? Refusal.Invalid("email", "This is not an e-mail address.")
            : request.Roles.Count == 0
                ? Refusal.Invalid("roles", "A member needs at least one role.")
                : Choices.Refuses("kind", request.Kind) ?? Choices.Refuses("roles", request.Roles) ?? Names.RefusesText("name", request.Name);

    internal static Member Make(TenantId tenant, DateTimeOffset now, AddMemberRequest request, TeamId? team)
    {
        var id = MemberId.New();
        return new Member
        {
            TenantId = tenant,
            Id = id,
            Email = request.Email,
            NormalizedEmail = Names.Normalize(request.Email),
            Name = request.Name.Trim(),
            Kind = request.Kind,
            TeamId = team,
            CreatedAt = now,
            SecurityStamp = Guid.CreateVersion7(),
            Roles = [.. request.Roles.Distinct().Select(role => new MemberRole { TenantId = tenant, MemberId = id, Role = role })],
        };
    }

    internal static AuditFact Added(Member member) => new(
        "member.added",
        new AuditSubject("member", member.Id.ToString(), member.Email),
        Details: new JsonObject
        {
            ["kind"] = member.Kind.ToString(),
            ["roles"] = new JsonArray([.. member.Roles.Select(role => role.Role).Order().Select(role => JsonValue.Create(role.ToString()))]),
        });
}
