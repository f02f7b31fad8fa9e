using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>Puts back what a node held when it died: its lease has run out. After the last attempt it has failed for good.</summary>
internal sealed class RequeueLostEvaluations(AuditTrail trail, PortalDatabase database, TimeProvider clock, EvaluationOptions options)
{
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var db = database.Open(tenant))
        {
            if (!await db.Evaluations.AnyAsync(row => row.State == EvaluationState.Running && row.LeaseUntil < now, ct))
            {
                return 0;
            }
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "evaluations"), ct);
        var lost = await unit.Db.Evaluations.Where(row => row.State == EvaluationState.Running && row.LeaseUntil < now).ToListAsync(ct);
        foreach (var evaluation in lost)
        {
            var again = evaluation.Attempt < options.MaxAttempts;
            evaluation.State = evaluation.CancelRequested ? EvaluationState.Cancelled : again ? EvaluationState.Queued : EvaluationState.Failed;
            evaluation.LeaseOwner = null;
            evaluation.LeaseUntil = null;
            evaluation.Phase = null;
            evaluation.DueAt = now;
            if (evaluation.State != EvaluationState.Queued)
            {
                evaluation.EndedAt = unit.Now;
                evaluation.FailureCode = evaluation.CancelRequested ? "cancelled" : "lost";
                evaluation.FailureSentence = evaluation.CancelRequested
                    ? "The evaluation was cancelled."
                    : $"What ran this evaluation went away {options.MaxAttempts} times before it was done. It is not tried again by itself.";
            }

            unit.Record(
                evaluation.State == EvaluationState.Queued ? "evaluation.requeued" : "evaluation.ended",
                await EvaluationSubject.FindAsync(unit.Db, evaluation.VersionId, ct),
                details: new JsonObject { ["evaluation"] = evaluation.Id.ToString(), ["attempt"] = evaluation.Attempt, ["state"] = evaluation.State.ToString(), ["why"] = "the lease ran out" });
        }

        if (lost.Count > 0)
        {
            await unit.CommitAsync(lost.Count, ct);
        }

        return lost.Count;
    }
}
