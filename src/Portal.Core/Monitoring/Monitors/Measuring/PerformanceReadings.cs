using Portal.Core.Monitoring.Observations;
using Portal.Statistics.Performance;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>Whether a model is still right as often as in the reference, as far as labels have come.</summary>
internal static class PerformanceReadings
{
    /// <param name="before">A window of production to compare with; null to compare with the held-out rows.</param>
    public static WindowMeasured Of(MonitorSettings settings, ObservedBaseline baseline, ObservedWindow window, ObservedWindow? before)
    {
        var (limit, level) = (settings.RelativeFall ?? MonitorLimits.RelativeFall, settings.Alpha ?? MonitorLimits.Alpha);
        if (Compare(baseline, window, before, limit, level) is not { } drift)
        {
            return WindowVerdicts.NotEnough(
                window.VersionId, window.Rows, "The version was never evaluated on held-out rows with labels, so there is no performance to compare with.", [Coverage(window, WindowVerdict.NotEnoughData)]);
        }

        var enough = drift.Verdict != PerformanceVerdict.InsufficientData && Math.Min(drift.WindowLabelled, drift.ReferenceLabelled) >= (settings.FewestRows ?? MonitorLimits.FewestRows);
        var metrics = drift.Metrics.Where(metric => settings.Metric is null || NameOf(metric.Metric) == settings.Metric).Select(metric => OfMetric(metric, limit, enough, drift.WindowLabelled)).ToList();
        List<Reading> readings = [.. metrics, Coverage(window, enough ? WindowVerdict.Quiet : WindowVerdict.NotEnoughData)];
        if (!enough)
        {
            return WindowVerdicts.NotEnough(
                window.VersionId, window.Rows, $"Labels have come for {window.LabelledRows:N0} of {window.Rows:N0} rows; below {settings.FewestRows ?? MonitorLimits.FewestRows:N0} nothing is concluded. They may still come: run this window again then.",
                readings);
        }

        // How many labels came says nothing of how right it is.
        var verdict = WindowVerdicts.Worst(metrics.Select(reading => reading.Verdict));
        if (verdict == WindowVerdict.NotEnoughData)
        {
            var what = settings.Metric is { } watched ? $"{watched} is not" : "No metric is";
            return WindowVerdicts.NotEnough(window.VersionId, window.Rows, $"{what} defined by the {window.LabelledRows:N0} labelled rows of this window.", readings);
        }

        var sentence = settings.Metric is null ? drift.Sentence : $"{readings[0].Sentence} {readings[^1].Sentence}";
        return new WindowMeasured(window.VersionId, verdict, sentence, window.Rows, readings);
    }

    private static PerformanceDrift? Compare(ObservedBaseline baseline, ObservedWindow window, ObservedWindow? before, double limit, double level) =>
        (before is null ? baseline.Performance : before.Performance) is { } expected && window.Performance is { } came ? PerformanceDrift.Compare(expected, came, limit, level)
        : (before is null ? baseline.Regression : before.Regression) is { } error && window.Regression is { } now ? PerformanceDrift.Compare(error, now, limit, level)
        : null;

    private static Reading OfMetric(MetricComparison metric, double limit, bool enough, long rows)
    {
        var verdict = !enough || metric.Window is null || metric.Reference is null ? WindowVerdict.NotEnoughData
            : metric.Fallen ? WindowVerdict.Breach
            : WindowVerdict.Quiet;
        return new Reading(
            metric.Metric, NameOf(metric.Metric), WindowVerdicts.Finite(metric.Window), WindowVerdicts.Finite(metric.Reference + metric.Interval?.Lower), WindowVerdicts.Finite(metric.Reference + metric.Interval?.Upper),
            WindowVerdicts.Finite(metric.Reference), Worst(metric, limit), metric.PValue, metric.AdjustedPValue, rows, verdict, Sentence(metric, verdict, limit))
        {
            Also = WindowVerdicts.Also(("relativeFall", metric.RelativeFall)),
        };
    }

    /// <summary>The value that would be just too bad.</summary>
    private static double? Worst(MetricComparison metric, double limit) =>
        WindowVerdicts.Finite(metric.Reference is { } expected ? metric.HigherIsBetter ? expected - (Math.Abs(expected) * limit) : expected + (Math.Abs(expected) * limit) : null);

    private static string Sentence(MetricComparison metric, WindowVerdict verdict, double limit) => verdict switch
    {
        WindowVerdict.NotEnoughData => $"The {metric.Metric} cannot be told from so few labelled rows.",
        WindowVerdict.Breach => FormattableString.Invariant($"The {metric.Metric} is {metric.Window:0.####} instead of {metric.Reference:0.####}: {metric.RelativeFall:P1} worse, and more than chance would give. {limit:P0} is the limit."),
        _ => FormattableString.Invariant($"The {metric.Metric} is {metric.Window:0.####}; in the reference it was {metric.Reference:0.####}."),
    };

    private static Reading Coverage(ObservedWindow window, WindowVerdict verdict) => new(
        Reading.Table, "labelCoverage", WindowVerdicts.Finite(window.LabelCoverage), null, null, null, null, null, null, window.Rows, verdict,
        $"Labels have come for {window.LabelledRows:N0} of {window.Rows:N0} rows.");

    private static string NameOf(string metric) => metric switch
    {
        "ROC-AUC" => "rocAuc",
        "log-loss" => "logLoss",
        "Brier score" => "brier",
        "mean absolute error" => "mae",
        "mean squared error" => "mse",
        _ => metric,
    };
}
