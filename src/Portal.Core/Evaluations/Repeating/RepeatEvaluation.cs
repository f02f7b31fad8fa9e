using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Repeating;

/// <param name="Key">The same key queues one repetition only, however often it is sent.</param>
public sealed record RepeatEvaluationRequest(EvaluationId Evaluation, string Key);

/// <summary>
/// Queues an evaluation once more, with the model file, the data and the rules that its evidence names, whatever was changed since. What
/// comes out is held against that evidence and takes its place nowhere.
/// </summary>
public sealed class RepeatEvaluation(AuditTrail trail, EvaluationDetail detail, WorkSignal signal)
{
    public async Task<Outcome<EvaluationId>> RunAsync(Actor actor, RepeatEvaluationRequest request, CancellationToken ct)
    {
        if (request.Key.Length is 0 or > StartEvaluation.LongestKey)
        {
            return Refusal.Invalid("key", $"A key has 1 to {StartEvaluation.LongestKey} characters.");
        }

        // Read before the unit begins: evidence may be large, and it never changes.
        var evidence = await detail.EvidenceAsync(actor, request.Evaluation, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        var asked = await unit.Db.Evaluations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Evaluation, ct);
        if (asked is null)
        {
            return Refusal.NotFound("This evaluation");
        }

        var subject = await EvaluationSubject.FindAsync(unit.Db, asked.VersionId, ct);
        if (unit.Refuses(Permission.EvaluateVersion) is { } forbidden)
        {
            return await unit.RefuseAsync("evaluation.repeat", subject, forbidden, ct);
        }

        if (await unit.Db.Evaluations.Where(row => row.IdempotencyKey == request.Key).Select(row => (EvaluationId?)row.Id).SingleOrDefaultAsync(ct) is { } earlier)
        {
            return earlier;
        }

        if (RepetitionRules.Refuses(asked.State, evidence.IsOk ? evidence.Value.Format : null) is { } refused)
        {
            return refused;
        }

        // A repetition is not repeated by itself: all of them are held against the first.
        var first = asked.RepeatOf ?? asked.Id;
        var repetition = new Evaluation
        {
            TenantId = unit.Actor.Tenant,
            Id = EvaluationId.New(),
            VersionId = asked.VersionId,
            DatasetVersionId = asked.DatasetVersionId,
            IdempotencyKey = request.Key,
            RequestedBy = unit.Actor.Member,
            QueuedAt = unit.Now,
            DueAt = unit.Now,
            RowsTotal = asked.RowsTotal,
            Device = asked.Device,
            RepeatOf = first,
        };
        unit.Db.Evaluations.Add(repetition);
        unit.Record("evaluation.repeated", subject, details: new JsonObject
        {
            ["evaluation"] = repetition.Id.ToString(),
            ["repeats"] = first.ToString(),
            ["evidence"] = asked.EvidenceDigest?.Hex,
        });
        var outcome = await unit.CommitAsync(repetition.Id, ct);
        signal.Raise();
        return outcome;
    }
}
