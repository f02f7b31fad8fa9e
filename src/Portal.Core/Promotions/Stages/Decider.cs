using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>A member as decisions see them.</summary>
/// <param name="Tokens">By what stages know them: see <see cref="DeciderTokens"/>.</param>
/// <param name="IsPerson">False for the account of a program.</param>
/// <param name="StandsInFor">Those who delegated to them, at this moment. One level only: what was delegated can't be passed on.</param>
public sealed record Decider(MemberId Id, IReadOnlyList<string> Tokens, bool IsPerson, IReadOnlyList<Decider> StandsInFor)
{
    /// <summary>Null when the actor is the portal itself.</summary>
    internal static async Task<Decider?> FindAsync(PortalDbContext db, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (actor.Member is not { } me)
        {
            return null;
        }

        var from = await db.Delegations.Where(row => row.To == me && row.Begins <= now && row.Until > now && row.EndedAt == null).Select(row => row.From).Distinct().ToListAsync(ct);
        var teams = db.Teams;
        var members = await db.Members.AsNoTracking().Where(row => row.DisabledAt == null && (row.Id == me || from.Contains(row.Id))).Select(row => new
        {
            row.Id,
            row.NormalizedEmail,
            row.Kind,
            Roles = row.Roles.Select(role => role.Role).ToList(),
            Team = teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var all = members.ConvertAll(row => new Decider(row.Id, DeciderTokens.Of(row.Roles, row.Team, row.NormalizedEmail), row.Kind == MemberKind.Person, []));
        return all.Find(one => one.Id == me) is { } self ? self with { StandsInFor = [.. all.Where(one => one.Id != me && one.IsPerson)] } : null;
    }
}
