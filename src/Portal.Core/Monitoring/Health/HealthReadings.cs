using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Health;

/// <summary>Finds numbers among the readings of runs.</summary>
public static class HealthReadings
{
    private const string Ranking = "rocAuc";

    /// <summary>What a performance monitor's pictures are drawn of: the metric that it watches, else how well scores rank, else its first.</summary>
    public static Reading? Headline(HealthMonitor monitor)
    {
        var metrics = monitor.LastJudged?.Readings.Where(reading => reading.Subject != Reading.Table && reading.Value is not null).ToList() ?? [];
        return metrics.Find(reading => reading.Measure == (monitor.Settings.Metric ?? Ranking)) ?? metrics.FirstOrDefault();
    }

    /// <summary>The reading of one subject in one window.</summary>
    public static Reading? Of(HealthRun run, string subject, string? measure = null) =>
        run.Readings.FirstOrDefault(reading => reading.Subject == subject && (measure is null || reading.Measure == measure));

    /// <summary>The metric of the performance monitor, where it was measured twice.</summary>
    public static HealthLine? LineOf(HealthView view) =>
        view.Of(MonitorKind.Performance) is { } performance && Headline(performance) is { } metric
        && performance.Runs.Select(run => Of(run, metric.Subject, metric.Measure)).Where(reading => reading?.Value is not null).ToList() is { Count: > 1 } measured
            ? new HealthLine(metric.Measure, [.. measured.Select(reading => reading!.Value!.Value)], metric.Limit, measured[^1]!.Verdict == WindowVerdict.Breach)
            : null;
}
