using Portal.Statistics.Counters;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Performance;

/// <summary>How good a classifier's scores and decisions were in a window. What its rows do not define is <see langword="null"/>.</summary>
/// <param name="Rows">Scored rows.</param>
/// <param name="Labelled">Rows whose true outcome is known: all figures speak of these.</param>
/// <param name="Coverage">Labelled over scored rows.</param>
/// <param name="Threshold">A row is predicted positive when its score is at or above it.</param>
/// <param name="Confusion">The decisions by outcome.</param>
/// <param name="Accuracy">Share decided rightly.</param>
/// <param name="AccuracyInterval">Wilson's 95 % interval.</param>
/// <param name="Precision">Share of the predicted positive that is positive.</param>
/// <param name="PrecisionInterval">Wilson's 95 % interval.</param>
/// <param name="Recall">Share of the positive that is predicted positive.</param>
/// <param name="RecallInterval">Wilson's 95 % interval.</param>
/// <param name="Specificity">Share of the negative that is predicted negative.</param>
/// <param name="SpecificityInterval">Wilson's 95 % interval.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="MatthewsCorrelation">Correlation of decision and outcome; <see langword="null"/> when a margin is empty.</param>
/// <param name="BalancedAccuracy">Mean of recall and specificity.</param>
/// <param name="RocAuc">Area under the ROC curve with DeLong's variance; the variance needs two rows of each class.</param>
/// <param name="RocAucInterval">DeLong's interval.</param>
/// <param name="RocAucVariance">DeLong's variance.</param>
/// <param name="RocAucError">The most that the area can be off, because it was read from a histogram; 0 where it is exact.</param>
/// <param name="AveragePrecision">Area under the precision–recall curve as a step-wise sum; 1 without negatives.</param>
/// <param name="AveragePrecisionError">The most that it can be off, likewise.</param>
/// <param name="Brier">Mean squared difference of score and outcome.</param>
/// <param name="BrierInterval">95 % interval of that mean.</param>
/// <param name="LogLoss">Mean negative log-likelihood in nats, scores clipped to [1e-15, 1 − 1e-15].</param>
/// <param name="LogLossInterval">95 % interval of that mean.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins [0, 0.1), [0.1, 0.2) … [0.9, 1].</param>
public sealed record PerformanceReport(
    long Rows,
    long Labelled,
    double? Coverage,
    double Threshold,
    ConfusionMatrix Confusion,
    double? Accuracy,
    Interval? AccuracyInterval,
    double? Precision,
    Interval? PrecisionInterval,
    double? Recall,
    Interval? RecallInterval,
    double? Specificity,
    Interval? SpecificityInterval,
    double? F1,
    double? MatthewsCorrelation,
    double? BalancedAccuracy,
    double? RocAuc,
    Interval? RocAucInterval,
    double? RocAucVariance,
    double? RocAucError,
    double? AveragePrecision,
    double? AveragePrecisionError,
    double? Brier,
    Interval? BrierInterval,
    double? LogLoss,
    Interval? LogLossInterval,
    double? CalibrationError)
{
    /// <summary>Measures a window by its counters.</summary>
    /// <param name="counters">The counters.</param>
    public static PerformanceReport Measure(PerformanceCounters counters)
    {
        ArgumentNullException.ThrowIfNull(counters);
        var histogram = counters.Histogram;
        return Of(counters, counters.Ranked, histogram.RocAucError(), histogram.AveragePrecisionError());
    }

    /// <summary>Measures rows, with exact rankings.</summary>
    /// <param name="scores">The probability of the positive class of each row.</param>
    /// <param name="outcomes">What became true; same length.</param>
    /// <param name="threshold">A row is predicted positive when its score is at or above it.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the threshold is not in [0, 1].</exception>
    public static PerformanceReport Measure(ReadOnlySpan<double> scores, ReadOnlySpan<Outcome> outcomes, double threshold)
    {
        var counters = new PerformanceCounters(threshold);
        counters.Add(scores, outcomes);
        if (counters.Labelled == 0)
        {
            return Measure(counters);
        }

        var (labelled, positives) = (new double[counters.Labelled], new bool[counters.Labelled]);
        var next = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            if (outcomes[row] != Outcome.Unknown && ScoreGrid.Holds(scores[row]))
            {
                (labelled[next], positives[next++]) = (scores[row], outcomes[row] == Outcome.Positive);
            }
        }

        return Of(counters, RankedScores.Of(labelled, positives), 0, 0);
    }

    private static PerformanceReport Of(PerformanceCounters counters, RankedScores? ranked, double? areaError, double? precisionError)
    {
        var confusion = counters.Confusion;
        var (area, precision) = (ranked?.RocAuc(), AveragePrecisionOf(ranked));
        var estimate = ranked is null ? null : DeLong.Measure(ranked);
        var labelled = counters.Labelled;
        return new PerformanceReport(
            counters.Rows,
            labelled,
            counters.Rows == 0 ? null : (double)labelled / counters.Rows,
            counters.Threshold,
            confusion,
            confusion.Accuracy,
            WilsonInterval.Of(confusion.TruePositives + confusion.TrueNegatives, labelled),
            confusion.Precision,
            WilsonInterval.Of(confusion.TruePositives, confusion.PredictedPositives),
            confusion.Recall,
            WilsonInterval.Of(confusion.TruePositives, confusion.Positives),
            confusion.Negatives == 0 ? null : (double)confusion.TrueNegatives / confusion.Negatives,
            WilsonInterval.Of(confusion.TrueNegatives, confusion.Negatives),
            confusion.F1,
            Matthews(confusion),
            confusion.BalancedAccuracy,
            area,
            estimate?.Interval,
            estimate?.Variance,
            area is null ? null : areaError,
            precision,
            precision is null ? null : precisionError,
            labelled == 0 ? null : counters.SquaredError.Mean,
            counters.SquaredError.MeanInterval,
            labelled == 0 ? null : counters.LogLoss.Mean,
            counters.LogLoss.MeanInterval,
            counters.Calibration.ExpectedError());
    }

    private static double? AveragePrecisionOf(RankedScores? ranked) => ranked switch
    {
        { Positives: > 0, Negatives: 0 } => 1,
        _ => ranked?.AveragePrecision(),
    };

    private static double? Matthews(ConfusionMatrix counts)
    {
        var margins = (double)counts.Positives * counts.Negatives * counts.PredictedPositives * (counts.Rows - counts.PredictedPositives);
        return margins > 0
            ? ((double)counts.TruePositives * counts.TrueNegatives - (double)counts.FalsePositives * counts.FalseNegatives) / Math.Sqrt(margins)
            : null;
    }
}
