using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

public sealed record CancelEvaluationRequest(EvaluationId Evaluation, string? Reason = null);

/// <summary>Takes a queued evaluation out of the queue, or asks the node that runs it to stop; that takes about a second.</summary>
public sealed class CancelEvaluation(AuditTrail trail, RunningEvaluations running)
{
    public async Task<Outcome<EvaluationState>> RunAsync(Actor actor, CancelEvaluationRequest request, CancellationToken ct)
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
            return await unit.RefuseAsync("evaluation.cancel", subject, forbidden, ct);
        }

        if ((EvaluationRules.RefusesCancel(evaluation.State) ?? (request.Reason is { } reason ? Texts.Refuses("reason", reason, Texts.LongestReason) : null)) is { } refusal)
        {
            return refusal;
        }

        evaluation.CancelRequested = true;
        if (evaluation.State == EvaluationState.Queued)
        {
            evaluation.State = EvaluationState.Cancelled;
            evaluation.EndedAt = unit.Now;
            evaluation.FailureCode = "cancelled";
            evaluation.FailureSentence = "The evaluation was cancelled before it began.";
        }

        unit.Record("evaluation.cancelled", subject, request.Reason, new JsonObject { ["evaluation"] = evaluation.Id.ToString() });
        var outcome = await unit.CommitAsync(evaluation.State, ct);
        running.Cancel(evaluation.Id);
        return outcome;
    }
}
