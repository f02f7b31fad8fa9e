namespace Portal.Statistics.Performance.Estimation;

/// <summary>How good the decisions on unlabelled rows can be expected to be.</summary>
/// <remarks>Confidence-based performance estimation: with ĉ = the calibrated probability of each row, Σ ĉ over the rows predicted
/// positive are the expected true positives, and so on. In the area under the ROC curve a row weighs ĉ as a positive and 1 − ĉ as a
/// negative one, score ties counting half. Errors of ratios are to first order in the labels.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="TruePositives">Expected number of true positives.</param>
/// <param name="FalsePositives">Expected number of false positives.</param>
/// <param name="FalseNegatives">Expected number of false negatives.</param>
/// <param name="TrueNegatives">Expected number of true negatives.</param>
/// <param name="Accuracy">Share of rows predicted rightly; <see langword="null"/> without rows.</param>
/// <param name="Precision"><see langword="null"/> when no row is predicted positive.</param>
/// <param name="Recall"><see langword="null"/> when no positive row is expected.</param>
/// <param name="F1"><see langword="null"/> when no row is predicted positive and none expected to be.</param>
/// <param name="RocAuc"><see langword="null"/> when only one class is expected.</param>
public sealed record EstimatedPerformance(
    double Rows,
    double TruePositives,
    double FalsePositives,
    double FalseNegatives,
    double TrueNegatives,
    EstimatedMetric? Accuracy,
    EstimatedMetric? Precision,
    EstimatedMetric? Recall,
    EstimatedMetric? F1,
    EstimatedMetric? RocAuc)
{
    /// <summary>What must stand beside every such number.</summary>
    public const string Caveat =
        "This is an estimate without labels. It holds while equal inputs still mean the same: it sees that other people are scored, "
        + "but not that the same people now behave differently. Compare it with what is measured once labels arrive.";

    private const double Nothing = 1e-12;

    /// <summary>Estimates from scores.</summary>
    /// <param name="calibration">What a score means.</param>
    /// <param name="scores">One finite score a row.</param>
    /// <param name="threshold">A row is predicted positive when its score is at or above it.</param>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public static EstimatedPerformance Measure(ScoreCalibration calibration, ReadOnlySpan<double> scores, double threshold)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        var distinct = 0;
        var counts = new List<long>();
        for (var row = 0; row < sorted.Length; row++)
        {
            if (row > 0 && sorted[row] == sorted[distinct - 1])
            {
                counts[^1]++;
                continue;
            }

            sorted[distinct++] = sorted[row];
            counts.Add(1);
        }

        return Measure(calibration, sorted.AsSpan(0, distinct), [.. counts], threshold);
    }

    /// <summary>Estimates from a histogram of scores. It is exact when each cell holds one score; else all rows of a cell count as tied,
    /// and the estimate is off by no more than the calibration changes, and the threshold cuts, within a cell.</summary>
    /// <param name="calibration">What a score means.</param>
    /// <param name="scores">The score of each cell, finite and rising.</param>
    /// <param name="counts">Rows of each cell, at least 0; same length.</param>
    /// <param name="threshold">A row is predicted positive when its score is at or above it.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is not finite or does not rise, or a count is negative.</exception>
    public static EstimatedPerformance Measure(
        ScoreCalibration calibration, ReadOnlySpan<double> scores, ReadOnlySpan<long> counts, double threshold)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        Check(scores, counts);
        var cells = ExpectedCells.Of(calibration, scores, counts, threshold);
        var (tp, fp, fn, tn) = (cells.TruePositives, cells.FalsePositives, cells.FalseNegatives, cells.TrueNegatives);
        var (rows, predicted, positives) = (tp + fp + fn + tn, tp + fp, tp + fn);
        var f1Weight = 2 * tp + fp + fn;
        return new EstimatedPerformance(
            cells.Rows,
            tp,
            fp,
            fn,
            tn,
            cells.Rows == 0 ? null : cells.Metric((tp + tn) / rows, 1 / rows, -1 / rows),
            cells.PredictedRows == 0 ? null : cells.Metric(tp / predicted, 1 / predicted, 0),
            positives <= Nothing ? null : cells.Metric(tp / positives, (1 - tp / positives) / positives, -tp / positives / positives),
            f1Weight <= Nothing ? null : cells.Metric(2 * tp / f1Weight, (2 - 2 * tp / f1Weight) / f1Weight, -2 * tp / f1Weight / f1Weight),
            positives <= Nothing || rows - positives <= Nothing ? null : cells.RocAuc());
    }

    private static void Check(ReadOnlySpan<double> scores, ReadOnlySpan<long> counts)
    {
        if (scores.Length != counts.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores and {counts.Length} counts.", nameof(counts));
        }

        for (var cell = 0; cell < scores.Length; cell++)
        {
            if (!double.IsFinite(scores[cell]) || (cell > 0 && scores[cell] <= scores[cell - 1]))
            {
                throw new ArgumentException($"The score of cell {cell} is not finite or does not rise.", nameof(scores));
            }

            if (counts[cell] < 0)
            {
                throw new ArgumentException($"The count of cell {cell} is negative.", nameof(counts));
            }
        }
    }
}
