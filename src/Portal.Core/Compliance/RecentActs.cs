using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Compliance;

/// <param name="Mine">The reader did it.</param>
public sealed record RecentActRow(long Sequence, DateTimeOffset At, string ActorName, bool Mine, string Action, string SubjectKind, string SubjectName, string? Reason);

/// <summary>
/// What happened lately to models and what belongs to them: open to every member, because these pages are open to them too. Who signed
/// in, who was made what, and which tokens exist is for those who may read the trail.
/// </summary>
public sealed class RecentActs(PortalDatabase database)
{
    private static readonly string[] s_open = ["dataset", "dataset-version", "model", "version", "evaluation", "policy", "promotion", "environment", "deployment"];

    /// <summary>Steps on the way of a job: its end is the news.</summary>
    private static readonly string[] s_steps = ["evaluation.queued", "evaluation.started"];

    public async Task<IReadOnlyList<RecentActRow>> ReadAsync(Actor actor, int most, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.AuditEntries.AsNoTracking()
            .Where(entry => s_open.Contains(entry.SubjectKind) && !s_steps.Contains(entry.Action))
            .OrderByDescending(entry => entry.Sequence)
            .Take(most)
            .Select(entry => new RecentActRow(
                entry.Sequence, entry.At, entry.ActorName, entry.ActorId != null && entry.ActorId == actor.Member, entry.Action, entry.SubjectKind, entry.SubjectName, entry.Reason))
            .ToListAsync(ct);
    }
}
