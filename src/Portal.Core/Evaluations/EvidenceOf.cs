using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;
using Fair = Portal.Statistics.Fairness;

namespace Portal.Core.Evaluations;

/// <summary>Makes evidence of scores and truth: pure, and the only place where metrics of an evaluation come from.</summary>
internal static class EvidenceOf
{
    /// <exception cref="ArgumentException">There are not as many scores as labels: the scoring process read another table.</exception>
    public static EvaluationEvidence Make(ClaimedEvaluation claim, ScoredTable scored, TruthTable truth)
    {
        var (results, curves) = Measure(claim.Version.Scoring, scored, truth);
        return new EvaluationEvidence(
            EvaluationEvidence.CurrentFormat,
            new EvidenceVersion(claim.ModelName, claim.Version.Number, claim.Version.Digest.Hex),
            new EvidenceDataset(claim.DatasetName, claim.Dataset.Number, claim.Dataset.Digest.Hex),
            claim.Version.Scoring,
            new EvidenceMachine(scored.Report.CodeVersion, scored.Report.RuntimeVersion, scored.Report.Device),
            "none",
            scored.Report.ScoresSha256,
            results,
            curves);
    }

    /// <summary>The figures alone.</summary>
    /// <exception cref="ArgumentException">There are not as many scores as labels: the scoring process read another table.</exception>
    public static (EvaluationResults Results, EvaluationCurves Curves) Measure(ScoringRules rules, ScoredTable scored, TruthTable truth)
    {
        // Ordering the rows takes as long as everything else; none of them looks at what the others make.
        var ranked = (RankedScores?)null;
        var (fairness, unmeasured) = (new List<AttributeFairness>(), new List<string>());
        IReadOnlyList<CalibrationBin> bins = [];
        Parallel.Invoke(
            () => ranked = RankedScores.Of(scored.Scores, truth.Positive),
            () =>
            {
                (fairness, unmeasured) = Fairness(scored.Scores, truth, rules);
                bins = Calibration.Bins(scored.Scores, truth.Positive);
            });
        var measured = BinaryMetrics.Measure(scored.Scores, truth.Positive, rules.DecisionThreshold, ranked!);
        return (
            new EvaluationResults(
                measured.Rows,
                measured.Confusion.Positives,
                measured.Threshold,
                Metrics(measured),
                new ConfusionCounts(measured.Confusion.TrueNegatives, measured.Confusion.FalsePositives, measured.Confusion.FalseNegatives, measured.Confusion.TruePositives),
                fairness,
                [.. scored.Report.Findings.Select(finding => finding.Sentence), .. unmeasured]),
            new EvaluationCurves(Curves.Roc(ranked!), Curves.PrecisionRecall(ranked!), bins));
    }

    private static SortedDictionary<string, double> Metrics(BinaryMetrics measured)
    {
        (string Name, double? Value)[] all =
        [
            (MetricNames.Accuracy, measured.Confusion.Accuracy),
            (MetricNames.BalancedAccuracy, measured.Confusion.BalancedAccuracy),
            (MetricNames.Precision, measured.Confusion.Precision),
            (MetricNames.Recall, measured.Confusion.Recall),
            (MetricNames.F1, measured.Confusion.F1),
            (MetricNames.RocAuc, measured.RocAuc),
            (MetricNames.PrAuc, measured.AveragePrecision),
            (MetricNames.LogLoss, measured.LogLoss),
            (MetricNames.Brier, measured.Brier),
            (MetricNames.Ece, measured.CalibrationError),
        ];
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in all)
        {
            if (value is { } defined)
            {
                metrics[name] = defined;
            }
        }

        return metrics;
    }

    private static (List<AttributeFairness> Measured, List<string> Unmeasured) Fairness(double[] scores, TruthTable truth, ScoringRules rules)
    {
        var positiveIsFavourable = rules.PositiveClass == rules.FavourableClass;
        var predicted = Array.ConvertAll(scores, score => (score >= rules.DecisionThreshold) == positiveIsFavourable);
        var (measured, unmeasured) = (new List<AttributeFairness>(), new List<string>());
        foreach (var attribute in truth.Attributes.OrderBy(attribute => attribute.Column.Name, StringComparer.Ordinal))
        {
            var name = attribute.Column.Name;
            if (attribute.Column.PrivilegedValue is not { } privileged)
            {
                unmeasured.Add($"The protected attribute `{name}` has no privileged group declared: its groups were not compared.");
            }
            else if (!attribute.Groups.Contains(privileged, StringComparer.Ordinal))
            {
                unmeasured.Add($"No row has the privileged value '{privileged}' of `{name}`: its groups were not compared.");
            }
            else
            {
                measured.Add(Attribute(name, Fair.GroupFairness.Measure(attribute.Groups, attribute.Codes, truth.Favourable, predicted, privileged)));
            }
        }

        return (measured, unmeasured);
    }

    private static AttributeFairness Attribute(string name, Fair.AttributeFairness fairness) => new(
        name,
        fairness.Privileged,
        fairness.MinimumOverMaximum,
        [.. fairness.Groups.Select(group => Group(group, fairness.Comparisons.FirstOrDefault(comparison => comparison.Group == group.Group)))]);

    private static GroupFairness Group(Fair.GroupOutcome group, Fair.GroupComparison? comparison) => new(
        group.Group,
        group.Rows,
        group.BaseRate,
        group.SelectionRate,
        group.SelectionInterval.Lower,
        group.SelectionInterval.Upper,
        group.TruePositiveRate,
        group.FalsePositiveRate,
        group.Accuracy,
        comparison?.DisparateImpactRatio,
        comparison?.DisparateImpactInterval?.Lower,
        comparison?.DisparateImpactInterval?.Upper,
        comparison?.PValue,
        group.Eligible);
}
