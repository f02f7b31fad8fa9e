using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public sealed record MemberRow(MemberId Id, string Email, string Name, MemberKind Kind, string? Team, IReadOnlyList<Role> Roles, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, long Revision);

public sealed record TeamRow(TeamId Id, string Name, string? CostCentre, int Members, long Revision);

public sealed record AccessTokenRow(AccessTokenId Id, MemberId Member, string Email, string Name, string Tail, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>
/// Who belongs to the tenant: members, teams, tokens. These lists are as long as a staff list, so they come whole. Accounts of
/// runners and devices are no members of the staff. Runners' tokens are shown, so that they can be revoked; devices are too many, and
/// have a page of their own.
/// </summary>
public sealed class MemberList(PortalDatabase database)
{
    public const int Most = 1000;

    public async Task<IReadOnlyList<MemberRow>> MembersAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var teams = db.Teams;
        return await db.Members.AsNoTracking().Where(row => row.Kind != MemberKind.Runner && row.Kind != MemberKind.Device).OrderBy(row => row.NormalizedEmail).Take(Most)
            .Select(row => new MemberRow(
                row.Id, row.Email, row.Name, row.Kind, teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                row.Roles.Select(role => role.Role).ToList(), row.CreatedAt, row.DisabledAt, row.Revision))
            .ToListAsync(ct);
    }

    /// <summary>Who has an e-mail address in the tenant; null when nobody has it, or the member is disabled.</summary>
    public async Task<MemberId?> FindAsync(Actor actor, string email, CancellationToken ct)
    {
        var normalized = Names.Normalize(email);
        await using var db = database.Open(actor.Tenant);
        return await db.Members.AsNoTracking().Where(row => row.NormalizedEmail == normalized && row.DisabledAt == null).Select(row => (MemberId?)row.Id).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<TeamRow>> TeamsAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var members = db.Members;
        return await db.Teams.AsNoTracking().OrderBy(row => row.NormalizedName).Take(Most)
            .Select(row => new TeamRow(row.Id, row.Name, row.CostCentre, members.Count(member => member.TeamId == row.Id), row.Revision))
            .ToListAsync(ct);
    }

    /// <summary>The actor's own tokens; a tenant administrator sees everybody's.</summary>
    public async Task<IReadOnlyList<AccessTokenRow>> TokensAsync(Actor actor, CancellationToken ct)
    {
        var all = RoleRules.Refuses(actor, Permission.ManageMembers) is null;
        await using var db = database.Open(actor.Tenant);
        return await (
            from token in db.AccessTokens.AsNoTracking()
            join member in db.Members on token.MemberId equals member.Id
            where (all || token.MemberId == actor.Member) && member.Kind != MemberKind.Device
            orderby token.CreatedAt descending
            select new AccessTokenRow(token.Id, member.Id, member.Email, token.Name, token.Tail, token.CreatedAt, token.ExpiresAt, token.RevokedAt, token.LastUsedAt))
            .Take(Most).ToListAsync(ct);
    }
}
