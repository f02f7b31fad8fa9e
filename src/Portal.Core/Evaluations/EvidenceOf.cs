using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Makes evidence of scores and truth: pure, and the only place where metrics of an evaluation come from.</summary>
internal static class EvidenceOf
{
    public static EvaluationEvidence Make(ClaimedEvaluation claim, ScoredTable scored, TruthTable truth, Measurement measurement)
    {
        var rules = claim.Version.Scoring;
        var (fairness, unmeasured) = claim.Task == ModelTask.BinaryClassification ? FairnessOf.Decisions(scored.Scores, truth, rules) : ([], []);
        return new EvaluationEvidence(
            EvaluationEvidence.CurrentFormat,
            new EvidenceVersion(claim.ModelName, claim.Version.Number, claim.Version.Digest.Hex),
            new EvidenceDataset(claim.DatasetName, claim.Dataset.Number, claim.Dataset.Digest.Hex),
            rules,
            new EvidenceMachine(scored.Report.CodeVersion, scored.Report.RuntimeVersion, scored.Report.Device),
            Measurement.Randomness,
            scored.Report.ScoresSha256,
            new EvaluationResults(
                claim.Task,
                measurement.Rows,
                measurement.Metrics(),
                measurement.Intervals(),
                measurement.Binary,
                measurement.Classes,
                fairness,
                SlicesOf.Groups(measurement, truth),
                [.. scored.Report.Findings.Select(finding => finding.Sentence), .. measurement.Findings, .. unmeasured])
            {
                Queries = measurement.Queries,
                Quantiles = measurement.Quantiles,
                Labels = measurement.Labels,
            },
            measurement.Curves());
    }
}
