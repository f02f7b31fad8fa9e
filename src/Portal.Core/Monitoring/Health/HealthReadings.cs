using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Health;

/// <summary>Finds numbers among the readings of runs.</summary>
public static class HealthReadings
{
    /// <summary>The subject of readings about all rows together.</summary>
    public const string Table = "table";

    /// <summary>What a monitor's pictures are drawn of: the first reading of its newest window with one.</summary>
    public static Reading? Headline(HealthMonitor monitor) => monitor.LastJudged?.Readings.FirstOrDefault();

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
