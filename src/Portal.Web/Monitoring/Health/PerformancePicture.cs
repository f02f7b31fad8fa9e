using Microsoft.AspNetCore.Components;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Monitoring.Health;

/// <summary>A performance monitor's metric over its windows, beside what it was when the version was tested.</summary>
/// <param name="Finding">What it says, in a sentence.</param>
public sealed record PerformancePicture(
    string Measure, string Name, string Finding, IReadOnlyList<ChartWindow> Windows, IReadOnlyList<HealthRun> Runs, IReadOnlyList<TimePoint> Realised, double? Reference, double? Limit,
    IReadOnlyList<TimeMark> Deployments)
{
    /// <summary>Null when nobody watches performance, or no window has been measured.</summary>
    public static PerformancePicture? Of(HealthView health, DateTimeOffset now)
    {
        if (health.Of(MonitorKind.Performance) is not { } monitor || HealthReadings.Headline(monitor) is not { } metric)
        {
            return null;
        }

        var runs = monitor.Runs.Where(run => run.State == MonitorRunState.Completed).ToList();
        var measured = runs.Select(run => HealthReadings.Of(run, metric.Subject, metric.Measure)).ToList();
        return new PerformancePicture(
            metric.Measure, MeasureWords.Name(metric.Measure), Told(monitor, runs, measured, metric), [.. runs.Select(run => WindowNames.Of(monitor, run, now))], runs,
            [.. measured.Select(Point)], metric.Reference, metric.Limit, Marks(health, runs));
    }

    /// <param name="estimated">What the scores alone let expect, a point for each window.</param>
    public RenderFragment Draw(IReadOnlyList<TimePoint>? estimated = null) => builder =>
    {
        builder.OpenComponent<MetricOverTime>(0);
        builder.AddAttribute(1, nameof(MetricOverTime.Windows), Windows);
        builder.AddAttribute(2, nameof(MetricOverTime.Realised), Realised);
        builder.AddAttribute(3, nameof(MetricOverTime.Estimated), estimated);
        builder.AddAttribute(4, nameof(MetricOverTime.Reference), Reference);
        builder.AddAttribute(5, nameof(MetricOverTime.Limit), Limit);
        builder.AddAttribute(6, nameof(MetricOverTime.Deployments), Deployments);
        builder.AddAttribute(7, nameof(MetricOverTime.YLabel), Name);
        builder.AddAttribute(8, nameof(MetricOverTime.Finding), Finding);
        builder.AddAttribute(9, nameof(MetricOverTime.Exact), (Func<double?, string>)(value => MeasureWords.Number(Measure, value)));
        builder.CloseComponent();
    };

    public static TimePoint Point(Reading? reading) => reading is null
        ? new TimePoint(null)
        : new TimePoint(reading.Value, reading.Low, reading.High, reading.Rows, reading.Verdict switch
        {
            WindowVerdict.Breach => PointState.Breach,
            WindowVerdict.Warning => PointState.Warning,
            WindowVerdict.NotEnoughData => PointState.TooFew,
            _ => PointState.Quiet,
        });

    /// <summary>What went live within the windows; the one before them is not marked.</summary>
    public static IReadOnlyList<TimeMark> Marks(HealthView health, IReadOnlyList<HealthRun> runs) =>
    [
        .. health.Deployments.Select(row => (Row: row, At: At(row.StartedAt, runs))).Where(one => one.At is not null)
            .Select(one => new TimeMark(one.At!.Value, one.Row.Cause.IsRollback() ? $"back to {one.Row.Version}" : $"version {one.Row.Version} live")),
    ];

    private static double? At(DateTimeOffset instant, IReadOnlyList<HealthRun> runs)
    {
        for (var at = 0; at < runs.Count; at++)
        {
            if (instant >= runs[at].From && instant < runs[at].To)
            {
                return at + ((instant - runs[at].From) / (runs[at].To - runs[at].From));
            }
        }

        return null;
    }

    private static string Told(HealthMonitor monitor, List<HealthRun> runs, List<Reading?> measured, Reading metric)
    {
        var last = runs.FindLastIndex(run => HealthReadings.Of(run, metric.Subject, metric.Measure)?.Value is not null);
        if (last < 0)
        {
            return "No window has enough rows with labels yet.";
        }

        var (value, first) = (measured[last]!, measured.Find(reading => reading?.Value is not null)!);
        var from = ReferenceEquals(first, value) ? "" : $", after {MeasureWords.Number(metric.Measure, first.Value)} in the first window shown";
        var limit = metric.Limit is { } least ? $" The limit is {MeasureWords.Number(metric.Measure, least)}." : "";
        return $"{MeasureWords.Name(metric.Measure)} was {MeasureWords.Number(metric.Measure, value.Value)} {WindowNames.When(monitor, runs[last].From)}{from}.{limit}";
    }
}
