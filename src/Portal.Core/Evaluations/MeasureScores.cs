using Portal.Core.Evaluations.Explaining;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Evidence that is not stored yet, with the scores that it names and the times beside it; neither where no model ran.</summary>
internal sealed record MadeEvidence(EvaluationEvidence Evidence, double[] Scores, EvaluationTimings? Timings);

/// <summary>What the portal itself took from the dataset.</summary>
internal sealed record DatasetTruth(TruthTable Truth, SliceTable Slices);

/// <summary>
/// Makes evidence of scores, with the truth that the portal reads itself: whoever ran the model, here or elsewhere, never says how
/// right it is, and the same scores give the same evidence.
/// </summary>
internal sealed class MeasureScores(ArtifactStore store, EvaluationOptions options)
{
    /// <summary>What a repetition is made from: the rules of the first time.</summary>
    public Task<ClaimedEvaluation> FrozenAsync(ClaimedEvaluation claim, CancellationToken ct) => FrozenRules.OfAsync(claim, store, ct);

    /// <summary>Reads all that the portal itself takes from the dataset. It needs no scores, so it may run beside the scoring.</summary>
    public async Task<ScoringAnswer<DatasetTruth>> ReadAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        await using var content = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        var truth = TruthTable.Read(content, claim.Task, claim.Version.Scoring, claim.Dataset.Columns, claim.Dataset.RowCount, ct);
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        await using var again = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        return new(new DatasetTruth(truth.Value!, SliceTable.Read(again, claim.Slices, claim.Dataset.Columns, truth.Value!.Rows, ct)), null);
    }

    public ScoringAnswer<MadeEvidence> Run(ClaimedEvaluation claim, ScoredTable scored, DatasetTruth known, CancellationToken ct)
    {
        if (known.Truth.Rows != scored.Report.Rows)
        {
            return new(null, new ScoringFailure(FailureKind.Crashed, "rows-differ", "The scoring process gave another number of scores than the dataset has rows; they were thrown away."));
        }

        var measurement = Measurement.Of(claim.Task, claim.Version.Scoring, scored.Scores, known.Truth);
        return Make(claim, MeasuredOutputs.Of(scored.Report), known, measurement, scored, Timings(claim, scored.Report), ct);
    }

    /// <summary>No model runs: the version's table holds what one wrote elsewhere.</summary>
    public async Task<ScoringAnswer<MadeEvidence>> CompareTextsAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        var known = await ReadAsync(claim, ct);
        if (known.Failure is not null)
        {
            return new(null, known.Failure);
        }

        var references = (TextTruth)known.Value!.Truth.Other!;
        await using var outputs = store.OpenRead(claim.Tenant, claim.Version.Digest);
        var joined = references.Join(outputs, claim.Version.Scoring, ct);
        return joined.Failure is not null
            ? new(null, joined.Failure)
            : Make(claim, MeasuredOutputs.Of(claim.Version.Digest, joined.Value!), known.Value, new TextMeasurement(joined.Value!.Texts, references), scored: null, timings: null, ct);
    }

    private ScoringAnswer<MadeEvidence> Make(
        ClaimedEvaluation claim, MeasuredOutputs outputs, DatasetTruth known, Measurement measurement, ScoredTable? scored, EvaluationTimings? timings, CancellationToken ct)
    {
        if (measurement.Refusal is { } useless)
        {
            return new(null, useless);
        }

        var explained = Explained.Of(claim, scored, known.Truth, measurement, options);
        return new(new MadeEvidence(EvidenceOf.Make(claim, outputs, known, measurement, explained, ct) with { ExplanationRows = Explained.RowsFor(claim, options) }, scored?.Scores ?? [], timings), null);
    }

    /// <summary>Evidence names files by digest: what is on the disk must still be what was registered.</summary>
    public async Task<ScoringFailure?> BrokenAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        var files = new List<(string, Digest)> { ("model file", claim.Version.Digest), ("dataset", claim.Dataset.Digest) };
        if (claim.Repeats is { } first)
        {
            files.Add(("evidence that is to be made again", first));
        }

        foreach (var (what, digest) in files)
        {
            if (!await store.IsWholeAsync(claim.Tenant, digest, ct))
            {
                return new(FailureKind.Refused, "artifact-damaged", $"The stored {what} is missing or no longer has the digest {digest.Hex[..12]}… that it was registered with. Restore the artifact store from its backup.");
            }
        }

        return null;
    }

    private static EvaluationTimings Timings(ClaimedEvaluation claim, ScoringReport report) => new(
        report.Timings.LoadMilliseconds,
        report.Timings.LatencyP50Milliseconds ?? 0,
        report.Timings.LatencyP95Milliseconds ?? 0,
        report.Timings.LatencyP99Milliseconds ?? 0,
        report.Timings.LatencyCalls,
        report.Timings.RowsPerSecond,
        report.Timings.PeakMemoryBytes,
        DeviceSentences.Short(report.Device),
        $"ONNX Runtime {report.RuntimeVersion}",
        report.Isolation.Network)
    {
        Speed = report.Timings.Speed,
        HardwareClass = claim.Holder.HardwareClass,
        Cores = report.Device.Cores,
        Architecture = report.Device.Architecture,
        IsOnProcessor = report.Device.Accelerator is null,
    };
}
