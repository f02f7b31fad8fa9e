using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

public sealed record BoardMemberRow(MemberId Id, string Name, string Email);

/// <param name="Members">Whose roles let them vote.</param>
public sealed record BoardView(int Quorum, IReadOnlyList<BoardMemberRow> Members, long Revision);

/// <summary>The tenant's board: who sits on it, and how many votes it needs.</summary>
public sealed class BoardDetail(PortalDatabase database)
{
    // Whoever needs more names than this asks the list of members.
    private const int MostMembers = 100;

    public async Task<BoardView> FindAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var settings = await db.BoardSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        return new BoardView(settings?.Quorum ?? BoardSettings.DefaultQuorum, await MembersAsync(db, ct), RevisionOf(settings));
    }

    /// <summary>0 is the default that nobody has changed.</summary>
    internal static long RevisionOf(BoardSettings? settings) => settings is null ? 0 : settings.Revision + 1;

    internal static async Task<IReadOnlyList<BoardMemberRow>> MembersAsync(PortalDbContext db, CancellationToken ct)
    {
        var roles = RoleRules.RolesWith(Permission.SitOnBoard);
        return await db.Members.AsNoTracking().Where(row => row.DisabledAt == null && row.Roles.Any(role => roles.Contains(role.Role)))
            .OrderBy(row => row.NormalizedEmail).Take(MostMembers).Select(row => new BoardMemberRow(row.Id, row.Name, row.Email)).ToListAsync(ct);
    }
}
