using Portal.Core.Evaluations.Measuring;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Evidence that is not stored yet, with the scores that it names and the times beside it; neither where no model ran.</summary>
internal sealed record MadeEvidence(EvaluationEvidence Evidence, double[] Scores, EvaluationTimings? Timings);

/// <summary>
/// Makes evidence of scores, with the truth that the portal reads itself: whoever ran the model, here or elsewhere, never says how
/// right it is, and the same scores give the same evidence.
/// </summary>
internal sealed class MeasureScores(ArtifactStore store)
{
    public async Task<ScoringAnswer<MadeEvidence>> RunAsync(ClaimedEvaluation claim, ScoredTable scored, CancellationToken ct)
    {
        claim = await FrozenRules.OfAsync(claim, store, ct);
        var truth = await TruthAsync(claim, ct);
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        if (truth.Value!.Rows != scored.Report.Rows)
        {
            return new(null, new ScoringFailure(FailureKind.Crashed, "rows-differ", "The scoring process gave another number of scores than the dataset has rows; they were thrown away."));
        }

        var measurement = Measurement.Of(claim.Task, claim.Version.Scoring, scored.Scores, truth.Value);
        return await MakeAsync(claim, MeasuredOutputs.Of(scored.Report), truth.Value, measurement, scored.Scores, Timings(scored.Report), ct);
    }

    /// <summary>No model runs: the version's table holds what one wrote elsewhere.</summary>
    public async Task<ScoringAnswer<MadeEvidence>> CompareTextsAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        claim = await FrozenRules.OfAsync(claim, store, ct);
        var truth = await TruthAsync(claim, ct);
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        var references = (TextTruth)truth.Value!.Other!;
        await using var outputs = store.OpenRead(claim.Tenant, claim.Version.Digest);
        var joined = references.Join(outputs, claim.Version.Scoring, ct);
        return joined.Failure is not null
            ? new(null, joined.Failure)
            : await MakeAsync(claim, MeasuredOutputs.Of(claim.Version.Digest, joined.Value!), truth.Value, new TextMeasurement(joined.Value!.Texts, references), [], timings: null, ct);
    }

    private async Task<ScoringAnswer<MadeEvidence>> MakeAsync(
        ClaimedEvaluation claim, MeasuredOutputs outputs, TruthTable truth, Measurement measurement, double[] scores, EvaluationTimings? timings, CancellationToken ct)
    {
        if (measurement.Refusal is { } useless)
        {
            return new(null, useless);
        }

        await using var content = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        var slices = SliceTable.Read(content, claim.Slices, claim.Dataset.Columns, truth.Rows, ct);
        return new(new MadeEvidence(EvidenceOf.Make(claim, outputs, truth, measurement, slices, ct), scores, timings), null);
    }

    private async Task<ScoringAnswer<TruthTable>> TruthAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        await using var content = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        return TruthTable.Read(content, claim.Task, claim.Version.Scoring, claim.Dataset.Columns, ct);
    }

    /// <summary>Evidence names files by digest: what is on the disk must still be what was registered.</summary>
    public async Task<ScoringFailure?> BrokenAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        foreach (var (what, digest) in new[] { ("model file", claim.Version.Digest), ("dataset", claim.Dataset.Digest) })
        {
            if (!await store.IsWholeAsync(claim.Tenant, digest, ct))
            {
                return new(FailureKind.Refused, "artifact-damaged", $"The stored {what} is missing or no longer has the digest {digest.Hex[..12]}… that it was registered with. Restore the artifact store from its backup.");
            }
        }

        return null;
    }

    private static EvaluationTimings Timings(ScoringReport report) => new(
        report.Timings.LoadMilliseconds,
        report.Timings.LatencyP50Milliseconds ?? 0,
        report.Timings.LatencyP95Milliseconds ?? 0,
        report.Timings.LatencyP99Milliseconds ?? 0,
        report.Timings.LatencyCalls,
        report.Timings.RowsPerSecond,
        report.Timings.PeakMemoryBytes,
        $"{report.Device.Kind}: {report.Device.Name}, {report.Device.Threads} of {report.Device.Cores} cores used",
        $"ONNX Runtime {report.RuntimeVersion}",
        report.Isolation.Network);
}
