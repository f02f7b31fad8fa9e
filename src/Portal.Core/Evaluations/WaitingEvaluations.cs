using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>Evaluations of the member's own versions that run, wait, or failed lately without a later success.</summary>
public sealed class WaitingEvaluations(PortalDatabase database, TimeProvider clock)
{
    private const int Most = 20;
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(14);

    public async Task<IReadOnlyList<EvaluationRow>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Member is not { } member)
        {
            return [];
        }

        var since = clock.GetUtcNow() - s_lately;
        await using var db = database.Open(actor.Tenant);
        var evaluations = db.Evaluations.OfRecord();
        var mine = EvaluationList.Joined(db).Where(row => row.Version.RegisteredBy == member && (
            row.Evaluation.State == EvaluationState.Queued
            || row.Evaluation.State == EvaluationState.Running
            || (row.Evaluation.State == EvaluationState.Failed && row.Evaluation.RepeatOf == null && row.Evaluation.EndedAt >= since
                && !evaluations.Any(later => later.VersionId == row.Evaluation.VersionId && later.State == EvaluationState.Completed && later.QueuedAt >= row.Evaluation.QueuedAt))));
        var page = await EvaluationList.PageAsync(mine, new PageRequest(Most), ct);
        return page.Items;
    }
}
