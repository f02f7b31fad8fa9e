using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <param name="IsDeputy">True when they decide only in the place of another.</param>
internal sealed record EligibleDecider(MemberId Id, string Name, string Email, bool IsDeputy);

/// <summary>The persons whom the stages that are open now let decide, themselves or in another's place, whether or not they have a part in the request.</summary>
internal static class EligibleDeciders
{
    // Whoever needs more names than this asks the list of members.
    private const int Most = 50;

    public static async Task<IReadOnlyList<EligibleDecider>> ReadAsync(PortalDbContext db, PromotionStanding standing, DateTimeOffset now, CancellationToken ct)
    {
        var tokens = standing.Deciding.SelectMany(stage => stage.Tokens).ToHashSet(StringComparer.Ordinal);
        Role[] roles = [.. Enum.GetValues<Role>().Where(role => tokens.Contains(DeciderTokens.OfRole(role)))];
        string[] emails = [.. tokens.Where(token => token.StartsWith("member:", StringComparison.Ordinal)).Select(token => token["member:".Length..])];
        string[] teams = [.. tokens.Where(token => token.StartsWith("team:", StringComparison.Ordinal)).Select(token => token["team:".Length..])];
        var inTeams = db.Teams.Where(team => teams.Contains(team.NormalizedName));
        var persons = db.Members.AsNoTracking().Where(row => row.DisabledAt == null && row.Kind == MemberKind.Person);
        var own = await persons
            .Where(row => row.Roles.Any(role => roles.Contains(role.Role)) || emails.Contains(row.NormalizedEmail) || inTeams.Any(team => team.Id == row.TeamId))
            .OrderBy(row => row.NormalizedEmail).Select(row => new EligibleDecider(row.Id, row.Name, row.Email, false)).Take(Most).ToListAsync(ct);
        var ids = own.ConvertAll(one => one.Id);
        var delegations = db.Delegations.Where(row => ids.Contains(row.From) && row.Begins <= now && row.Until > now && row.EndedAt == null);
        var deputies = await persons.Where(row => !ids.Contains(row.Id) && delegations.Any(one => one.To == row.Id))
            .OrderBy(row => row.NormalizedEmail).Select(row => new EligibleDecider(row.Id, row.Name, row.Email, true)).Take(Most).ToListAsync(ct);
        return [.. own, .. deputies];
    }

    /// <summary>Those who can decide now: without whoever has a part in the request, or has decided already.</summary>
    public static async Task<IReadOnlyList<MemberId>> AbleAsync(PortalDbContext db, int promotion, DateTimeOffset now, CancellationToken ct)
    {
        if (await PromotionFacts.FindAsync(db, promotion, ct) is not { Standing: { IsOpen: true } standing })
        {
            return [];
        }

        var excluded = DecisionRules.Excluded(standing);
        return [.. (await ReadAsync(db, standing, now, ct)).Select(one => one.Id).Where(id => !excluded.Contains(id) && !standing.Deciding.All(stage => DecisionRules.HasSpoken(standing, stage, id)))];
    }
}
