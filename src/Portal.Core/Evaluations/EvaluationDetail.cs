using System.Text.Json;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

public sealed record EvaluationView(
    EvaluationRow Row,
    string VersionDigest,
    string DatasetDigest,
    ScoringRules Scoring,
    string? FailureCode,
    string? EvidenceDigest,
    EvaluationTimings? Timings)
{
    /// <summary>Size of the version's file.</summary>
    public long ModelBytes { get; init; }

    /// <summary>How the version keeps its weights, such as <c>INT8</c>; null where the file does not tell.</summary>
    public string? Precision { get; init; }
}

/// <summary>One evaluation, and the evidence that it left.</summary>
public sealed class EvaluationDetail(PortalDatabase database, ArtifactStore store)
{
    public async Task<Outcome<EvaluationView>> RunAsync(Actor actor, EvaluationId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await ViewAsync(EvaluationList.Joined(db).Where(row => row.Evaluation.Id == id), ct) is { } view
            ? view
            : Refusal.NotFound("This evaluation");
    }

    /// <summary>The newest completed evaluation of a version, repetitions left out; null when there is none yet.</summary>
    public async Task<EvaluationView?> LatestAsync(Actor actor, VersionId version, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await ViewAsync(
            EvaluationList.Joined(db).Where(row => row.Evaluation.VersionId == version && row.Evaluation.RepeatOf == null && row.Evaluation.State == EvaluationState.Completed)
                .OrderByDescending(row => row.Evaluation.QueuedAt).ThenByDescending(row => row.Evaluation.Id),
            ct);
    }

    /// <summary>The newest evaluation of a version, whatever its state, repetitions left out; null when none was ever asked for.</summary>
    public async Task<EvaluationView?> NewestAsync(Actor actor, VersionId version, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await ViewAsync(
            EvaluationList.Joined(db).Where(row => row.Evaluation.VersionId == version && row.Evaluation.RepeatOf == null)
                .OrderByDescending(row => row.Evaluation.QueuedAt).ThenByDescending(row => row.Evaluation.Id),
            ct);
    }

    /// <summary>The evidence as it was stored; its bytes hash to its name.</summary>
    public async Task<Outcome<EvaluationEvidence>> EvidenceAsync(Actor actor, EvaluationId id, CancellationToken ct)
    {
        var bytes = await EvidenceBytesAsync(actor, id, ct);
        return bytes.IsOk ? JsonSerializer.Deserialize<EvaluationEvidence>(bytes.Value, JsonText.Options)! : bytes.Refusal;
    }

    public async Task<Outcome<byte[]>> EvidenceBytesAsync(Actor actor, EvaluationId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await db.Evaluations.Where(row => row.Id == id).Select(row => new { row.EvidenceDigest }).SingleOrDefaultAsync(ct);
        if (found?.EvidenceDigest is not { } digest)
        {
            return Refusal.NotFound("This evidence");
        }

        await using var content = store.OpenRead(actor.Tenant, digest);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static async Task<EvaluationView?> ViewAsync(IQueryable<EvaluationList.EvaluationJoin> rows, CancellationToken ct)
    {
        var row = await rows.FirstOrDefaultAsync(ct);
        return row is null
            ? null
            : new EvaluationView(
                new EvaluationRow(
                    row.Evaluation.Id, row.Evaluation.State, row.Model.Name, row.Version.Number, row.Version.Id, row.Dataset.Name, row.Snapshot.Number, row.Snapshot.Id,
                    row.Evaluation.QueuedAt, row.Evaluation.StartedAt, row.Evaluation.EndedAt, row.Evaluation.Phase, row.Evaluation.RowsDone, row.Evaluation.RowsTotal,
                    row.Evaluation.Attempt, row.Evaluation.CancelRequested, row.RequestedBy?.Name, row.Evaluation.FailureSentence, row.Evaluation.Results,
                    row.Evaluation.RunnerId, row.Runner?.Name, row.Evaluation.Priority, row.Evaluation.RepeatOf),
                row.Version.Digest.Hex,
                row.Snapshot.Digest.Hex,
                row.Version.Scoring,
                row.Evaluation.FailureCode,
                row.Evaluation.EvidenceDigest?.Hex,
                row.Evaluation.Timings)
            {
                ModelBytes = row.Version.Length,
                Precision = JsonSerializer.Deserialize(row.Version.Signature, ContractJson.Default.ModelSignature)?.Precision,
            };
    }
}
