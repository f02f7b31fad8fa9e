namespace Portal.Statistics.Metrics;

/// <summary>How good the scores of a binary classifier are on labelled rows.</summary>
/// <remarks>Definitions follow scikit-learn 1.2 (<c>metrics.roc_auc_score</c>, <c>average_precision_score</c>, <c>log_loss</c>,
/// <c>brier_score_loss</c>, …), except that a metric which the rows do not define is <see langword="null"/>.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="Threshold">A row is predicted positive when its score is at or above it.</param>
/// <param name="Confusion">The counts behind the thresholded metrics.</param>
/// <param name="RocAuc">Area under the ROC curve, ties counting half; higher is better.</param>
/// <param name="AveragePrecision">Area under the precision–recall curve as a step-wise sum; higher is better.</param>
/// <param name="LogLoss">Mean negative log-likelihood in nats, scores clipped to [1e-15, 1 − 1e-15]; lower is better.</param>
/// <param name="Brier">Mean squared difference of score and truth, in [0, 1]; lower is better.</param>
/// <param name="CalibrationError">Expected calibration error over ten equal-width bins, in [0, 1]; lower is better.</param>
public sealed record BinaryMetrics(
    long Rows,
    double Threshold,
    ConfusionMatrix Confusion,
    double? RocAuc,
    double? AveragePrecision,
    double LogLoss,
    double Brier,
    double CalibrationError)
{
    /// <summary>Measures scored rows.</summary>
    /// <param name="scores">The probability of the positive class, one a row, in [0, 1].</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <param name="threshold">The decision threshold, in [0, 1].</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not in [0, 1].</exception>
    public static BinaryMetrics Measure(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, double threshold) =>
        Measure(scores, positives, threshold, RankedScores.Of(scores, positives));

    /// <summary>As <see cref="Measure(ReadOnlySpan{double}, ReadOnlySpan{bool}, double)"/>, for rows already ordered.</summary>
    /// <param name="scores">The probability of the positive class, one a row, in [0, 1].</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <param name="threshold">The decision threshold, in [0, 1].</param>
    /// <param name="ranked">The same rows, ordered.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not in [0, 1].</exception>
    public static BinaryMetrics Measure(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, double threshold, RankedScores ranked)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ScoreGuard.CheckProbabilities(scores, positives);
        if (threshold is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie in 0 to 1.");
        }

        var (logLoss, brier) = ScoringRule.Sums(scores, positives);
        return new BinaryMetrics(
            scores.Length,
            threshold,
            ConfusionMatrix.At(scores, positives, threshold),
            ranked.RocAuc(),
            ranked.AveragePrecision(),
            logLoss / scores.Length,
            brier / scores.Length,
            Calibration.ExpectedError(Calibration.Bins(scores, positives)));
    }
}
