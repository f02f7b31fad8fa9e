using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>What became of a result.</summary>
internal enum ResultFate
{
    Written,

    /// <summary>The same holder said it before, and was not heard answering: nothing was written twice.</summary>
    WrittenBefore,

    /// <summary>The lease ran out or is somebody else's: the result does not count.</summary>
    LeaseLost,
}

/// <summary>
/// Writes how an evaluation ended: completed with evidence, failed with a reason, cancelled, or back in the queue. Who lost the lease
/// meanwhile writes nothing.
/// </summary>
internal sealed class EndEvaluation(AuditTrail trail, ArtifactStore store, EvaluationOptions options)
{
    /// <param name="handedBack">Why a cancelled run is nobody's wish and goes back to the queue; null when it is none.</param>
    public async Task<ResultFate> RunAsync(ClaimedEvaluation claim, ScoringAnswer<MadeEvidence> made, string? handedBack, CancellationToken ct)
    {
        var (stored, scores) = made.Value is { } value ? await StoreAsync(claim.Tenant, value, ct) : (null, null);
        await using var unit = await trail.BeginAsync(Actor.ForJob(claim.Tenant, "evaluations"), ct);
        var evaluation = await unit.Db.Evaluations.SingleAsync(row => row.Id == claim.Id, ct);
        if (!EvaluationRules.Holds(evaluation.State, evaluation.LeaseOwner, evaluation.LeaseUntil, claim.Holder.Owner, unit.Now))
        {
            return EvaluationRules.EndedBy(evaluation.State, evaluation.LeaseOwner, claim.Holder.Owner) ? ResultFate.WrittenBefore : ResultFate.LeaseLost;
        }

        evaluation.LeaseUntil = null;
        evaluation.Phase = null;
        if (made.Value is not null)
        {
            await CompleteAsync(unit, claim, evaluation, made.Value, stored!, scores, ct);
        }
        else if (made.Failure!.Kind == FailureKind.Cancelled && handedBack is not null && !evaluation.CancelRequested)
        {
            Requeue(unit, claim, evaluation, unit.Now, handedBack);
            evaluation.Attempt--;
        }
        else if (EvaluationRules.MayTryAgain(made.Failure.Kind, evaluation.Attempt, options.MaxAttempts))
        {
            Requeue(unit, claim, evaluation, unit.Now + EvaluationRules.WaitAfter(evaluation.Attempt), made.Failure.Sentence);
        }
        else
        {
            Fail(unit, claim, evaluation, made.Failure);
        }

        await unit.CommitAsync(default(Done), ct);
        return ResultFate.Written;
    }

    /// <summary>The evidence, and the scores that it names: what is compared with another version row by row.</summary>
    private async Task<(StoredArtifact Evidence, StoredArtifact? Scores)> StoreAsync(TenantId tenant, MadeEvidence made, CancellationToken ct)
    {
        using var bytes = new MemoryStream(CanonicalJson.Write(made.Evidence));
        var evidence = (await store.WriteAsync(tenant, bytes, bytes.Length, ct)).Value;
        if (made.Scores.Length == 0)
        {
            return (evidence, null);
        }

        await using var numbers = ScoreBytes.Of(made.Scores);
        return (evidence, (await store.WriteAsync(tenant, numbers, numbers.Length, ct)).Value);
    }

    private static async Task CompleteAsync(
        UnitOfWork unit, ClaimedEvaluation claim, Evaluation evaluation, MadeEvidence made, StoredArtifact stored, StoredArtifact? scores, CancellationToken ct)
    {
        await unit.Db.KeepArtifactAsync(stored, unit.Now, ct);
        if (scores is not null)
        {
            await unit.Db.KeepArtifactAsync(scores, unit.Now, ct);
        }

        evaluation.State = EvaluationState.Completed;
        evaluation.EndedAt = unit.Now;
        evaluation.RowsDone = made.Evidence.Results.Rows;
        evaluation.RowsTotal = made.Evidence.Results.Rows;
        evaluation.EvidenceDigest = stored.Digest;
        evaluation.Results = made.Evidence.Results;
        evaluation.Timings = made.Timings;
        unit.Record("evaluation.completed", claim.Subject, details: new JsonObject
        {
            ["evaluation"] = claim.Id.ToString(),
            ["evidence"] = stored.Digest.Hex,
            ["version"] = claim.Version.Digest.Hex,
            ["dataset"] = claim.Dataset.Digest.Hex,
            ["runner"] = claim.Holder.Name,
            ["metrics"] = new JsonObject(made.Evidence.Results.Metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)JsonValue.Create(metric.Value)))),
        });
        unit.Tell("evaluation.completed", new JsonObject { ["evaluationId"] = claim.Id.ToString(), ["versionId"] = claim.Version.Id.ToString() });
    }

    private static void Requeue(UnitOfWork unit, ClaimedEvaluation claim, Evaluation evaluation, DateTimeOffset due, string why)
    {
        evaluation.State = EvaluationState.Queued;
        evaluation.DueAt = due;
        unit.Record("evaluation.requeued", claim.Subject, details: new JsonObject { ["evaluation"] = claim.Id.ToString(), ["attempt"] = evaluation.Attempt, ["why"] = why });
    }

    private static void Fail(UnitOfWork unit, ClaimedEvaluation claim, Evaluation evaluation, ScoringFailure failure)
    {
        var cancelled = failure.Kind == FailureKind.Cancelled;
        evaluation.State = cancelled ? EvaluationState.Cancelled : EvaluationState.Failed;
        evaluation.EndedAt = unit.Now;
        evaluation.FailureCode = failure.Code;
        evaluation.FailureSentence = cancelled ? "The evaluation was cancelled while it ran." : failure.Sentence;
        unit.Record(cancelled ? "evaluation.stopped" : "evaluation.failed", claim.Subject, details: new JsonObject
        {
            ["evaluation"] = claim.Id.ToString(),
            ["code"] = failure.Code,
            ["sentence"] = evaluation.FailureSentence,
        });
    }
}
