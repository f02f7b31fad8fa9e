using Portal.Core.Evaluations.Explaining;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;

namespace Portal.Core.Evaluations;

/// <summary>Makes evidence of scores and truth: pure, and the only place where metrics of an evaluation come from.</summary>
internal static class EvidenceOf
{
    public static EvaluationEvidence Make(
        ClaimedEvaluation claim, MeasuredOutputs outputs, DatasetTruth known, Measurement measurement, Explained explained, CancellationToken ct)
    {
        var (results, curves) = Measure(claim.Version.Scoring, outputs.Findings, known, measurement, ct);
        return new EvaluationEvidence(
            EvaluationEvidence.CurrentFormat,
            new EvidenceVersion(claim.ModelName, claim.Version.Number, claim.Version.Digest.Hex),
            new EvidenceDataset(claim.DatasetName, claim.Dataset.Number, claim.Dataset.Digest.Hex) { Columns = claim.Dataset.Columns },
            claim.Version.Scoring,
            outputs.Machine,
            explained.Results.Rows == 0 ? Measurement.Randomness : $"{Measurement.Randomness}; {Explained.Randomness}",
            outputs.Sha256,
            results with { Explanation = explained.Results, Findings = [.. results.Findings, .. explained.Findings] },
            curves with { Dependence = explained.Curves })
        {
            Slices = claim.Slices,
        };
    }

    /// <summary>The figures alone.</summary>
    public static (EvaluationResults Results, EvaluationCurves Curves) Measure(
        ScoringRules rules, IReadOnlyList<string> findings, DatasetTruth known, Measurement measurement, CancellationToken ct)
    {
        var (truth, slices) = known;
        var (fairness, unmeasured) = (new List<AttributeFairness>(), new List<string>());
        var intervals = new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        var curves = new EvaluationCurves();
        IReadOnlyList<SliceResults> groups = [];
        WorstSlicesResults? worst = null;

        // None of them looks at what the others make, and with many rows each takes long.
        Parallel.Invoke(
            new ParallelOptions { CancellationToken = ct },
            () => groups = SlicesOf.Groups(measurement, truth),
            () => worst = WorstSlicesOf.Rows(measurement, slices, ct),
            () => intervals = measurement.Intervals(),
            () => curves = measurement.Curves(),
            () => (fairness, unmeasured) = measurement is BinaryMeasurement binary ? FairnessOf.Decisions(binary.Scores, truth, rules) : ([], []));
        var results = new EvaluationResults(
            measurement.Task,
            measurement.Rows,
            measurement.Metrics(),
            intervals,
            measurement.Binary,
            measurement.Classes,
            fairness,
            groups,
            [.. findings, .. measurement.Findings, .. unmeasured, .. slices.Findings])
        {
            NamedSlices = SlicesOf.Named(measurement, slices),
            WorstSlices = worst,
            Queries = measurement.Queries,
            Quantiles = measurement.Quantiles,
            Labels = measurement.Labels,
            Texts = measurement.Texts,
        };
        return (results, curves);
    }
}
