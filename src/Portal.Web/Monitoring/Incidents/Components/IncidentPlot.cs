using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Monitoring.Health;

namespace Portal.Web.Monitoring.Incidents.Components;

/// <summary>One window of a chart.</summary>
public sealed record IncidentPoint(DateTimeOffset From, DateTimeOffset To, double? Value, double? Limit, WindowVerdict Verdict, string Sentence);

/// <summary>What the chart of an incident shows: one measure of one subject over the windows, and what was changed while or before.</summary>
/// <param name="Changes">Oldest first; numbered so on the chart.</param>
public sealed record IncidentPlot(string Subject, string Measure, IReadOnlyList<IncidentPoint> Points, IReadOnlyList<Change> Changes)
{
    private const int MostChanges = 9;

    public static IncidentPlot Of(IncidentView view, string subject, string measure)
    {
        var points = view.Windows
            .Select(window => (window, reading: window.Readings.FirstOrDefault(reading => reading.Subject == subject && reading.Measure == measure)))
            .Where(pair => pair.reading is not null)
            .Select(pair => new IncidentPoint(pair.window.From, pair.window.To, pair.reading!.Value, pair.reading.Limit, pair.reading.Verdict, pair.reading.Sentence))
            .ToList();
        var first = points.Count == 0 ? DateTimeOffset.MaxValue : points[0].From;
        return new IncidentPlot(subject, measure, points, [.. view.Changes.Where(change => change.At >= first).Take(MostChanges).OrderBy(change => change.At)]);
    }

    public int Breached => Points.Count(point => point.Verdict == WindowVerdict.Breach);

    /// <summary>What the picture says, in a sentence.</summary>
    public string Finding => Points.LastOrDefault(point => point.Value is not null) is { } last
        ? $"{MeasureWords.Of(Subject, Measure, ": ")} breached in {Breached} of {Shell.Figures.Count(Points.Count, "window")}; the last value is {Shell.Figures.Measure(last.Value)}{(last.Limit is { } limit ? $", the limit {Shell.Figures.Measure(limit)}" : "")}."
        : $"{MeasureWords.Of(Subject, Measure, ": ")} has no value.";
}
