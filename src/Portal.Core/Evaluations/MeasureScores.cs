using Portal.Core.Evaluations.Measuring;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Evidence that is not stored yet, with the scores that it names and the times beside it.</summary>
internal sealed record MadeEvidence(EvaluationEvidence Evidence, double[] Scores, EvaluationTimings Timings);

/// <summary>
/// Makes evidence of scores, with the truth that the portal reads itself: whoever ran the model, here or elsewhere, never says how
/// right it is, and the same scores give the same evidence.
/// </summary>
internal sealed class MeasureScores(ArtifactStore store)
{
    public async Task<ScoringAnswer<MadeEvidence>> RunAsync(ClaimedEvaluation claim, ScoredTable scored, CancellationToken ct)
    {
        await using var content = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        var truth = TruthTable.Read(content, claim.Version.Scoring, claim.Dataset.Columns, ct);
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        if (truth.Value!.Rows != scored.Report.Rows)
        {
            return new(null, new ScoringFailure(FailureKind.Crashed, "rows-differ", "The scoring process gave another number of scores than the dataset has rows; they were thrown away."));
        }

        await using var again = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        var slices = SliceTable.Read(again, claim.Slices, claim.Dataset.Columns, truth.Value.Rows, ct);
        return new(new MadeEvidence(EvidenceOf.Make(claim, scored, truth.Value, slices, ct), scored.Scores, Timings(scored.Report)), null);
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
