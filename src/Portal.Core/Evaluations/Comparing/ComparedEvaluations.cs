using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Comparing;

/// <summary>One of two evaluations of the same rows, with what it said of each.</summary>
internal sealed record ComparedEvaluation(EvaluationRow Row, ScoringRules Rules, Measurement Measurement, double[] Scores, int Width);

/// <summary>Two evaluations of the same rows, and the snapshot that they are of.</summary>
internal sealed record ComparedPair(ComparedEvaluation First, ComparedEvaluation Second, DatasetVersion Snapshot);

/// <summary>Reads two evaluations for a comparison row by row, or says why they cannot be compared.</summary>
internal sealed class ComparedEvaluations(PortalDatabase database, ArtifactStore store, EvaluationDetail detail)
{
    public async Task<Outcome<ComparedPair>> ReadAsync(Actor actor, EvaluationId first, EvaluationId second, CancellationToken ct)
    {
        var (one, other) = (await FoundAsync(actor, first, ct), await FoundAsync(actor, second, ct));
        if (one.Refusal is not null || other.Refusal is not null)
        {
            return (one.Refusal ?? other.Refusal)!;
        }

        if (Refuses(one.Value, other.Value) is { } refused)
        {
            return refused;
        }

        await using var db = database.Open(actor.Tenant);
        var id = one.Value.View.Row.DatasetVersionId;
        var snapshot = await db.DatasetVersions.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var (a, b) = (await MeasuredAsync(actor.Tenant, one.Value, snapshot, ct), await MeasuredAsync(actor.Tenant, other.Value, snapshot, ct));
        return a.IsOk && b.IsOk ? new ComparedPair(a.Value, b.Value, snapshot) : (a.Refusal ?? b.Refusal)!;
    }

    private async Task<Outcome<Found>> FoundAsync(Actor actor, EvaluationId id, CancellationToken ct)
    {
        var view = await detail.RunAsync(actor, id, ct);
        if (!view.IsOk)
        {
            return view.Refusal;
        }

        if (view.Value.Row.State != EvaluationState.Completed)
        {
            return new Refusal(RefusalKind.Conflict, "comparison.not-completed", $"The evaluation of {Name(view.Value)} is not completed, so it has nothing to compare.");
        }

        var evidence = await detail.EvidenceAsync(actor, id, ct);
        return evidence.IsOk ? new Found(view.Value, evidence.Value) : evidence.Refusal;
    }

    private static Refusal? Refuses(Found one, Found other) => (one.View.Row, other.View.Row, one.Evidence.Scoring, other.Evidence.Scoring) switch
    {
        var (a, b, _, _) when a.Id == b.Id => new(RefusalKind.Conflict, "comparison.same", "An evaluation is not compared with itself."),
        _ when one.Evidence.Results.Task is not (ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.Regression) => new(
            RefusalKind.Conflict, "comparison.task", $"Versions for {one.Evidence.Results.Task.InWords()} are not compared row by row; look at their metrics side by side."),
        var (a, b, _, _) when a.DatasetVersionId != b.DatasetVersionId => new(
            RefusalKind.Conflict, "comparison.other-rows", $"They were evaluated on different data: {a.Dataset} version {a.DatasetNumber} and {b.Dataset} version {b.DatasetNumber}.", "Evaluate both versions on the same dataset version."),
        var (_, _, a, b) when one.Evidence.Results.Task != other.Evidence.Results.Task || a.LabelColumn != b.LabelColumn || a.PositiveClass != b.PositiveClass => new(
            RefusalKind.Conflict, "comparison.other-question", "The two versions answer different questions: their task, label column or positive class differs."),
        _ => null,
    };

    private async Task<Outcome<ComparedEvaluation>> MeasuredAsync(TenantId tenant, Found found, DatasetVersion snapshot, CancellationToken ct)
    {
        var (rules, task) = (found.Evidence.Scoring, found.Evidence.Results.Task);
        var digest = Digest.Parse(found.Evidence.ScoresSha256);
        if (!store.Exists(tenant, digest) || !store.Exists(tenant, snapshot.Digest))
        {
            return new Refusal(RefusalKind.Conflict, "comparison.no-scores", $"The scores of {Name(found.View)} are not in the artifact store.", "Evaluate the version again, or ask the operator to restore the store.");
        }

        await using var table = store.OpenRead(tenant, snapshot.Digest);
        var truth = TruthTable.Read(table, task, rules, snapshot.Columns, snapshot.RowCount, ct);
        if (truth.Failure is not null)
        {
            return new Refusal(RefusalKind.Conflict, "comparison.table", truth.Failure.Sentence);
        }

        await using var content = store.OpenRead(tenant, digest);
        var scores = await ScoreBytes.ReadAsync(content, content.Length / sizeof(double), ct);
        return new ComparedEvaluation(found.View.Row, rules, Measurement.Of(task, rules, scores, truth.Value!), scores, scores.Length / truth.Value!.Rows);
    }

    private static string Name(EvaluationView view) => $"{view.Row.Model} version {view.Row.VersionNumber}";

    private sealed record Found(EvaluationView View, EvaluationEvidence Evidence);
}
