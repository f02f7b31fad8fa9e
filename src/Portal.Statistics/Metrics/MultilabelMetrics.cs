namespace Portal.Statistics.Metrics;

/// <summary>One label of a multilabel classifier.</summary>
/// <param name="Precision">Share of the rows predicted to have it that do; <see langword="null"/> when none is.</param>
/// <param name="Recall">Share of the rows that have it that are predicted to; <see langword="null"/> when none has it.</param>
/// <param name="F1">Harmonic mean of both; <see langword="null"/> when the label neither occurs nor is predicted.</param>
/// <param name="Support">Rows that have the label.</param>
/// <param name="RocAuc">Area under the label's ROC curve; <see langword="null"/> when all rows or none have the label.</param>
/// <param name="AveragePrecision">The label's average precision; <see langword="null"/> likewise.</param>
public sealed record LabelMetrics(
    double? Precision, double? Recall, double? F1, long Support, double? RocAuc, double? AveragePrecision);

/// <summary>How good a classifier is that gives each row any number of labels.</summary>
/// <remarks>Definitions follow scikit-learn 1.2 with <c>zero_division=0</c>: in averages, a rate without a denominator counts 0, also
/// that of a row which has no label and is given none.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="Threshold">A label is predicted when its score is at or above it.</param>
/// <param name="SubsetAccuracy">Share of rows whose labels are all predicted rightly (<c>accuracy_score</c>), in [0, 1].</param>
/// <param name="HammingLoss">Share of all N × L decisions that are wrong, in [0, 1]; lower is better.</param>
/// <param name="Micro">Of the counts of all labels together.</param>
/// <param name="Macro">Unweighted mean over labels.</param>
/// <param name="Weighted">Mean over labels, each weighted by the rows that have it.</param>
/// <param name="Samples">Mean over rows.</param>
/// <param name="RocAucMicro">Area under the ROC curve of all N × L scores together; <see langword="null"/> when all are true or none.</param>
/// <param name="RocAucMacro">Unweighted mean of the labels' areas, over the labels that define one; <see langword="null"/> without any.</param>
/// <param name="AveragePrecisionMicro">Average precision of all N × L scores together; <see langword="null"/> as the area.</param>
/// <param name="AveragePrecisionMacro">Unweighted mean of the labels' average precisions; likewise.</param>
/// <param name="LabelsWithoutRanking">Labels that all rows have, or none: they have no ranking metric.</param>
/// <param name="PerLabel">One entry a label.</param>
public sealed record MultilabelMetrics(
    long Rows,
    double Threshold,
    double SubsetAccuracy,
    double HammingLoss,
    LabelAverages Micro,
    LabelAverages Macro,
    LabelAverages Weighted,
    LabelAverages Samples,
    double? RocAucMicro,
    double? RocAucMacro,
    double? AveragePrecisionMicro,
    double? AveragePrecisionMacro,
    int LabelsWithoutRanking,
    IReadOnlyList<LabelMetrics> PerLabel)
{
    /// <summary>Measures scored rows.</summary>
    /// <param name="scores">N × L probabilities in [0, 1], row after row.</param>
    /// <param name="labels">L, the number of labels, at least 1.</param>
    /// <param name="actual">Whether the row has the label, N × L; same length.</param>
    /// <param name="threshold">The decision threshold of every label, in [0, 1].</param>
    /// <exception cref="ArgumentException">The lengths differ or are no whole rows, there is no row, or a score is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not in [0, 1], or there is no label.</exception>
    public static MultilabelMetrics Measure(
        ReadOnlySpan<double> scores, int labels, ReadOnlySpan<bool> actual, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        ScoreGuard.CheckProbabilities(scores, actual);
        if (threshold is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie in 0 to 1.");
        }

        if (scores.Length % labels != 0)
        {
            throw new ArgumentException($"{scores.Length} scores are no whole rows of {labels} labels.", nameof(scores));
        }

        var rows = scores.Length / labels;
        var (byRow, byLabel, all) = (new LabelCounts[rows], new LabelCounts[labels], default(LabelCounts));
        for (var cell = 0; cell < scores.Length; cell++)
        {
            var predicted = scores[cell] >= threshold;
            byRow[cell / labels] = byRow[cell / labels].With(predicted, actual[cell]);
            byLabel[cell % labels] = byLabel[cell % labels].With(predicted, actual[cell]);
            all = all.With(predicted, actual[cell]);
        }

        var ranked = RankedScores.Of(scores, actual);
        var perLabel = PerLabelOf(scores, actual, byLabel);
        return new MultilabelMetrics(
            rows,
            threshold,
            (double)byRow.Count(counts => counts.Hits == counts.Predicted && counts.Hits == counts.Actual) / rows,
            (all.Predicted + all.Actual - 2.0 * all.Hits) / scores.Length,
            LabelAverages.Of(all),
            LabelAverages.Mean(byLabel, _ => 1),
            LabelAverages.Mean(byLabel, counts => counts.Actual),
            LabelAverages.Mean(byRow, _ => 1),
            ranked.RocAuc(),
            perLabel.Average(label => label.RocAuc),
            ranked.AveragePrecision(),
            perLabel.Average(label => label.AveragePrecision),
            perLabel.Count(label => label.RocAuc is null),
            perLabel);
    }

    private static LabelMetrics[] PerLabelOf(ReadOnlySpan<double> scores, ReadOnlySpan<bool> actual, LabelCounts[] counts)
    {
        var (labels, rows) = (counts.Length, scores.Length / counts.Length);
        var (own, has) = (new double[rows], new bool[rows]);
        var metrics = new LabelMetrics[labels];
        for (var label = 0; label < labels; label++)
        {
            for (var row = 0; row < rows; row++)
            {
                own[row] = scores[row * labels + label];
                has[row] = actual[row * labels + label];
            }

            var ranked = RankedScores.Of(own, has);
            var (hits, predicted, support) = counts[label];
            metrics[label] = new LabelMetrics(
                Ratio(hits, predicted),
                Ratio(hits, support),
                Ratio(2 * hits, predicted + support),
                support,
                ranked.RocAuc(),
                ranked.AveragePrecision());
        }

        return metrics;
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
