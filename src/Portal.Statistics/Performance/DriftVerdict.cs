using System.Globalization;
using Portal.Statistics.Counters;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Performance;

/// <summary>Judges compared metrics, and says so with their numbers.</summary>
internal static class DriftVerdict
{
    public static PerformanceDrift Of(
        MetricComparison[] metrics, long referenceLabelled, long windowLabelled, double? coverage, double limit, double level)
    {
        var judged = Judge(metrics, limit, level);
        if (Math.Min(referenceLabelled, windowLabelled) < PerformanceDrift.MinimumLabelled)
        {
            return new PerformanceDrift(
                [.. judged.Select(metric => metric with { Fallen = false })],
                referenceLabelled,
                windowLabelled,
                coverage,
                PerformanceVerdict.InsufficientData,
                $"{SpokenNumber.Count(windowLabelled)} labelled rows in the window and {SpokenNumber.Count(referenceLabelled)} in the reference: "
                    + $"a verdict needs {PerformanceDrift.MinimumLabelled} on each side.");
        }

        var fallen = judged.Where(metric => metric.Fallen).MaxBy(metric => metric.RelativeFall);
        return new PerformanceDrift(
            judged,
            referenceLabelled,
            windowLabelled,
            coverage,
            fallen is null ? PerformanceVerdict.Steady : PerformanceVerdict.Fallen,
            (fallen is null ? Steady(judged, limit) : Fallen(fallen)) + Covered(coverage, windowLabelled));
    }

    private static MetricComparison[] Judge(MetricComparison[] metrics, double limit, double level)
    {
        var tested = metrics.Where(metric => metric.PValue is not null).ToArray();
        var adjusted = MultipleTesting.Adjust([.. tested.Select(metric => metric.PValue!.Value)], Correction.FalseDiscoveryRate);
        return [.. metrics.Select(metric =>
        {
            var fall = Fall(metric);
            double? p = Array.IndexOf(tested, metric) is >= 0 and var index ? adjusted[index] : null;
            return metric with { RelativeFall = fall, AdjustedPValue = p, Fallen = fall >= limit && p <= level };
        })];
    }

    private static double? Fall(MetricComparison metric)
    {
        if (metric.Reference is not { } reference || metric.Window is not { } window || reference == 0)
        {
            return null;
        }

        return (metric.HigherIsBetter ? reference - window : window - reference) / Math.Abs(reference);
    }

    private static string Fallen(MetricComparison metric) => string.Create(
        CultureInfo.InvariantCulture,
        $"The {metric.Metric} is {SpokenNumber.Percent(metric.RelativeFall!.Value)} worse than in the reference ({metric.Window:0.####} after {metric.Reference:0.####}), more than chance would give (adjusted p {SpokenNumber.PValue(metric.AdjustedPValue!.Value)}).");

    private static string Steady(MetricComparison[] metrics, double limit)
    {
        var worst = metrics.Where(metric => metric.RelativeFall > 0).MaxBy(metric => metric.RelativeFall);
        if (worst is null)
        {
            return "No metric is worse than in the reference.";
        }

        var why = worst.RelativeFall < limit ? $"less than the {SpokenNumber.Percent(limit)} that matter" : "no more than chance would give";
        return $"The worst change is {worst.Metric}, {SpokenNumber.Percent(worst.RelativeFall!.Value)} worse than in the reference: {why}.";
    }

    private static string Covered(double? coverage, long labelled) => coverage is { } share
        ? $" Labels have come for {SpokenNumber.Percent(share)} of the window's rows ({SpokenNumber.Count(labelled)})."
        : "";
}
