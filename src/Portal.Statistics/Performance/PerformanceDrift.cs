using Portal.Statistics.Fairness;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Performance;

/// <summary>What a comparison of performance ends in.</summary>
public enum PerformanceVerdict
{
    /// <summary>No metric fell far enough, or what fell may be chance.</summary>
    Steady,

    /// <summary>A metric fell by the limit or more, and more than chance.</summary>
    Fallen,

    /// <summary>Too few labelled rows on a side: numbers are shown, nothing alarms.</summary>
    InsufficientData,
}

/// <summary>A metric on both sides.</summary>
/// <param name="Metric">Its name in words: "accuracy".</param>
/// <param name="HigherIsBetter">Whether a higher value is better.</param>
/// <param name="Reference">Its value in the reference.</param>
/// <param name="Window">Its value in the window.</param>
/// <param name="RelativeFall">How much worse the window is, as a share of the reference: negative where it is better; <see langword="null"/>
/// where a value is not defined or the reference is 0.</param>
/// <param name="Interval">95 % interval of window minus reference.</param>
/// <param name="PValue">Two-sided p-value of no difference.</param>
/// <param name="AdjustedPValue">The p-value adjusted over the metrics (Benjamini–Hochberg).</param>
/// <param name="Fallen">Whether it fell by the limit or more, and more than chance.</param>
public sealed record MetricComparison(
    string Metric,
    bool HigherIsBetter,
    double? Reference,
    double? Window,
    double? RelativeFall,
    Interval? Interval,
    double? PValue,
    double? AdjustedPValue,
    bool Fallen);

/// <summary>Whether a model does worse than it did: rates by the pooled z test, areas under the ROC curve by DeLong's variances, losses by
/// Welch's test; and a fall must be both significant and of some size.</summary>
/// <param name="Metrics">The metrics.</param>
/// <param name="ReferenceLabelled">Labelled rows of the reference.</param>
/// <param name="WindowLabelled">Labelled rows of the window.</param>
/// <param name="Coverage">Share of the window's rows that have a label; <see langword="null"/> without rows.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Sentence">The verdict in words.</param>
public sealed record PerformanceDrift(
    IReadOnlyList<MetricComparison> Metrics,
    long ReferenceLabelled,
    long WindowLabelled,
    double? Coverage,
    PerformanceVerdict Verdict,
    string Sentence)
{
    /// <summary>Below this many labelled rows on a side nothing alarms.</summary>
    public const int MinimumLabelled = 30;

    /// <summary>A fall by less than this share of the reference is too small to matter.</summary>
    public const double DefaultLimit = 0.05;

    /// <summary>Compares the decisions between two classes of a window with those of a reference.</summary>
    /// <param name="reference">What is expected.</param>
    /// <param name="window">What happened.</param>
    /// <param name="limit">The relative fall that matters.</param>
    /// <param name="level">The level of significance.</param>
    public static PerformanceDrift Compare(
        PerformanceCounters reference, PerformanceCounters window, double limit = DefaultLimit, double level = 0.05)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(window);
        var (before, now) = (PerformanceReport.Measure(reference), PerformanceReport.Measure(window));
        var (old, seen) = (reference.Confusion, window.Confusion);
        MetricComparison[] metrics =
        [
            Area(before, now),
            Rate("accuracy", (old.TruePositives + old.TrueNegatives, old.Rows), (seen.TruePositives + seen.TrueNegatives, seen.Rows)),
            Rate("precision", (old.TruePositives, old.PredictedPositives), (seen.TruePositives, seen.PredictedPositives)),
            Rate("recall", (old.TruePositives, old.Positives), (seen.TruePositives, seen.Positives)),
            Rate("specificity", (old.TrueNegatives, old.Negatives), (seen.TrueNegatives, seen.Negatives)),
            Loss("log-loss", reference.LogLoss, window.LogLoss),
            Loss("Brier score", reference.SquaredError, window.SquaredError),
        ];
        return DriftVerdict.Of(metrics, reference.Labelled, window.Labelled, now.Coverage, limit, level);
    }

    /// <summary>Compares the predicted numbers of a window with those of a reference.</summary>
    /// <param name="reference">What is expected.</param>
    /// <param name="window">What happened.</param>
    /// <param name="limit">The relative rise of an error that matters.</param>
    /// <param name="level">The level of significance.</param>
    public static PerformanceDrift Compare(
        RegressionCounters reference, RegressionCounters window, double limit = DefaultLimit, double level = 0.05)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(window);
        MetricComparison[] metrics =
        [
            Loss("mean absolute error", reference.AbsoluteError, window.AbsoluteError),
            Loss("mean squared error", reference.SquaredError, window.SquaredError),
        ];
        return DriftVerdict.Of(metrics, reference.Labelled, window.Labelled, RegressionReport.Measure(window).Coverage, limit, level);
    }

    private static MetricComparison Area(PerformanceReport before, PerformanceReport now)
    {
        var comparison = new MetricComparison("ROC-AUC", true, before.RocAuc, now.RocAuc, null, null, null, null, false);
        if (now.RocAuc - before.RocAuc is not { } difference || before.RocAucVariance + now.RocAucVariance is not { } variance || variance <= 0)
        {
            return comparison;
        }

        var error = Math.Sqrt(variance);
        return comparison with
        {
            Interval = new Interval(difference - WilsonInterval.Z95 * error, difference + WilsonInterval.Z95 * error),
            PValue = NormalDistribution.TwoSidedPValue(difference / error),
        };
    }

    private static MetricComparison Rate(string metric, (long Hits, long Rows) before, (long Hits, long Rows) now) => new(
        metric,
        true,
        new GroupRate(before.Hits, before.Rows).Value,
        new GroupRate(now.Hits, now.Rows).Value,
        null,
        RateComparison.DifferenceInterval(now.Hits, now.Rows, before.Hits, before.Rows),
        RateComparison.Compare(now.Hits, now.Rows, before.Hits, before.Rows)?.PValue,
        null,
        false);

    private static MetricComparison Loss(string metric, Moments before, Moments now)
    {
        if (before.Rows == 0 || now.Rows == 0)
        {
            return new MetricComparison(
                metric, false, before.Rows == 0 ? null : before.Mean, now.Rows == 0 ? null : now.Mean, null, null, null, null, false);
        }

        var difference = GroupDifference.Welch(now, before);
        return new MetricComparison(metric, false, before.Mean, now.Mean, null, difference.Interval, difference.PValue, null, false);
    }
}
