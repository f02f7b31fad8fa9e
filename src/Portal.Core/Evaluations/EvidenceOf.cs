using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;

namespace Portal.Core.Evaluations;

/// <summary>Makes evidence of scores and truth: pure, and the only place where metrics of an evaluation come from.</summary>
internal static class EvidenceOf
{
    public static EvaluationEvidence Make(
        ClaimedEvaluation claim, MeasuredOutputs outputs, TruthTable truth, Measurement measurement, SliceTable slices, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        var (fairness, unmeasured) = claim.Task == ModelTask.BinaryClassification ? FairnessOf.Decisions(((BinaryMeasurement)measurement).Scores, truth, rules) : ([], []);
        return new EvaluationEvidence(
            EvaluationEvidence.CurrentFormat,
            new EvidenceVersion(claim.ModelName, claim.Version.Number, claim.Version.Digest.Hex),
            new EvidenceDataset(claim.DatasetName, claim.Dataset.Number, claim.Dataset.Digest.Hex) { Columns = claim.Dataset.Columns },
            rules,
            outputs.Machine,
            Measurement.Randomness,
            outputs.Sha256,
            new EvaluationResults(
                claim.Task,
                measurement.Rows,
                measurement.Metrics(),
                measurement.Intervals(),
                measurement.Binary,
                measurement.Classes,
                fairness,
                SlicesOf.Groups(measurement, truth),
                [.. outputs.Findings, .. measurement.Findings, .. unmeasured, .. slices.Findings])
            {
                NamedSlices = SlicesOf.Named(measurement, slices),
                WorstSlices = WorstSlicesOf.Rows(measurement, slices, ct),
                Queries = measurement.Queries,
                Quantiles = measurement.Quantiles,
                Labels = measurement.Labels,
                Texts = measurement.Texts,
            },
            measurement.Curves())
        {
            Slices = claim.Slices,
        };
    }
}
