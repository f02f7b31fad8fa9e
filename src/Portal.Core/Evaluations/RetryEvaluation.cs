using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

public sealed record RetryEvaluationRequest(EvaluationId Evaluation);

/// <summary>Puts what failed for good, or was cancelled, into the queue again, with all attempts.</summary>
public sealed class RetryEvaluation(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<EvaluationId>> RunAsync(Actor actor, RetryEvaluationRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var evaluation = await unit.Db.Evaluations.SingleOrDefaultAsync(row => row.Id == request.Evaluation, ct);
        if (evaluation is null)
        {
            return Refusal.NotFound("This evaluation");
        }

        var subject = await EvaluationSubject.FindAsync(unit.Db, evaluation.VersionId, ct);
        if (unit.Refuses(Permission.EvaluateVersion) is { } forbidden)
        {
            return await unit.RefuseAsync("evaluation.retry", subject, forbidden, ct);
        }

        if (EvaluationRules.RefusesRetry(evaluation.State) is { } refusal)
        {
            return refusal;
        }

        var before = new JsonObject { ["state"] = evaluation.State.ToString(), ["code"] = evaluation.FailureCode, ["sentence"] = evaluation.FailureSentence };
        evaluation.State = EvaluationState.Queued;
        evaluation.DueAt = unit.Now;
        evaluation.Attempt = 0;
        evaluation.CancelRequested = false;
        evaluation.Phase = null;
        evaluation.RowsDone = 0;
        evaluation.StartedAt = null;
        evaluation.EndedAt = null;
        evaluation.FailureCode = null;
        evaluation.FailureSentence = null;
        unit.Record("evaluation.retried", subject, details: new JsonObject { ["evaluation"] = evaluation.Id.ToString(), ["before"] = before });
        var outcome = await unit.CommitAsync(evaluation.Id, ct);
        signal.Raise();
        return outcome;
    }
}
