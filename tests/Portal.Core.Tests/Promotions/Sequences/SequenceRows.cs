using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>All rows that approval is about, as they stand in the database: what the checker looks at, and nothing else.</summary>
internal sealed record SequenceRows(
    IReadOnlyList<Promotion> Promotions,
    IReadOnlyList<GateException> Exceptions,
    IReadOnlyList<Policy> Policies,
    IReadOnlyList<Member> Members,
    IReadOnlyDictionary<TeamId, string> Teams,
    IReadOnlyList<Delegation> Delegations,
    IReadOnlyList<Freeze> Freezes,
    IReadOnlyList<Deployment> Deployments,
    IReadOnlyList<LiveDeployment> Live,
    IReadOnlyDictionary<VersionId, Version> Versions,
    IReadOnlyDictionary<EnvironmentId, Environment> Places,
    Model Model,
    int DecidedEntries,
    int StartedEntries)
{
    public static async Task<SequenceRows> ReadAsync(TestPortal portal)
    {
        await using var db = portal.Open();

        // One connection for all of them: opening it takes longer than a query.
        await db.Database.OpenConnectionAsync();
        return new SequenceRows(
            await db.Promotions.AsNoTracking().Include(row => row.Decisions).Include(row => row.Stages).AsSplitQuery().OrderBy(row => row.Number).ToListAsync(),
            await db.GateExceptions.AsNoTracking().ToListAsync(),
            await db.Policies.AsNoTracking().Where(row => row.RetiredAt == null).ToListAsync(),
            await db.Members.AsNoTracking().Include(row => row.Roles).ToListAsync(),
            await db.Teams.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name),
            await db.Delegations.AsNoTracking().ToListAsync(),
            await db.Freezes.AsNoTracking().ToListAsync(),
            await db.Deployments.AsNoTracking().ToListAsync(),
            await db.LiveDeployments.AsNoTracking().ToListAsync(),
            await db.Versions.AsNoTracking().ToDictionaryAsync(row => row.Id),
            await db.Environments.AsNoTracking().ToDictionaryAsync(row => row.Id),
            await db.Models.AsNoTracking().SingleAsync(),
            await db.AuditEntries.CountAsync(entry => entry.Action == "promotion.decided"),
            await db.AuditEntries.CountAsync(entry => entry.Action == "deployment.started"));
    }

    public Promotion? Find(int number) => Promotions.SingleOrDefault(row => row.Number == number);

    /// <summary>The row of somebody who may act at all.</summary>
    public Member? Active(MemberId id) => Members.SingleOrDefault(row => row.Id == id && row.DisabledAt is null);
}
