using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="EditedBy">Who edited; null for the portal itself.</param>
/// <param name="Changes">What it says otherwise than the version before it; empty for the first.</param>
public sealed record PolicyVersionRow(int Number, PolicyRules Rules, string? EditedBy, string Reason, DateTimeOffset EditedAt, bool Retired, IReadOnlyList<PolicyChange> Changes);

/// <summary>How a policy came to say what it says, newest first; of a retired one as well.</summary>
public sealed class PolicyVersionList(PortalDatabase database)
{
    public const int Most = 50;

    /// <param name="before">Numbers below this one; null begins with the newest.</param>
    public async Task<Outcome<IReadOnlyList<PolicyVersionRow>>> ReadAsync(Actor actor, PolicyScope scope, int? before, CancellationToken ct)
    {
        var key = scope.Key;
        await using var db = database.Open(actor.Tenant);
        if (await db.Policies.Where(row => row.ScopeKey == key).Select(row => (PolicyId?)row.Id).SingleOrDefaultAsync(ct) is not { } policy)
        {
            return Refusal.NotFound($"The policy of {scope.InWords()}");
        }

        var (members, end) = (db.Members, before ?? int.MaxValue);
        var rows = await db.PolicyVersions.AsNoTracking().Where(row => row.PolicyId == policy && row.Number < end).OrderByDescending(row => row.Number).Take(Most + 1)
            .Select(row => new { Version = row, By = members.Where(member => member.Id == row.EditedBy).Select(member => member.Name).FirstOrDefault() }).ToListAsync(ct);
        return rows.Take(Most)
            .Select((row, index) => new PolicyVersionRow(
                row.Version.Number, row.Version.Rules, row.By, row.Version.Reason, row.Version.EditedAt, row.Version.Retired,
                index + 1 < rows.Count ? PolicyDifferences.Between(rows[index + 1].Version.Rules, row.Version.Rules) : []))
            .ToList();
    }
}
