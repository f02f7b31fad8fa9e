using Microsoft.AspNetCore.Components;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Monitoring.Health.Components;

public sealed partial class PerformanceSection
{
    [Parameter, EditorRequired]
    public required HealthView Health { get; set; }

    private async Task<IReadOnlyList<EstimatedWindow>?> EstimateAsync(CancellationToken ct) =>
        Health.Of(MonitorKind.Performance) is { } monitor ? await Estimates.ReadAsync(await ActorAsync(ct), Health.Subject, monitor, ct) : [];

    /// <summary>A point for each window of the picture; null where the metric can't be estimated at all.</summary>
    private static List<TimePoint>? Points(PerformancePicture picture, IReadOnlyList<EstimatedWindow> estimates)
    {
        var points = picture.Runs.Select(run => estimates.FirstOrDefault(one => one.From == run.From)?.Of(picture.Measure) is { } estimate
            ? new TimePoint(estimate.Value, estimate.Low, estimate.High, estimate.Rows)
            : new TimePoint(null)).ToList();
        return points.Exists(point => point.Value is not null) ? points : null;
    }

    /// <summary>Told where the newest realised value lies outside of its band.</summary>
    private static string? Apart(PerformancePicture picture, IReadOnlyList<EstimatedWindow> estimates)
    {
        for (var at = picture.Runs.Count - 1; at >= 0; at--)
        {
            if (picture.Realised[at].Value is { } realised && estimates.FirstOrDefault(one => one.From == picture.Runs[at].From)?.Of(picture.Measure) is { } estimate)
            {
                return realised < estimate.Low
                    ? $"In the window of {picture.Windows[at].Label} {picture.Name} came out at {MeasureWords.Number(picture.Measure, realised)}, where the scores promised {MeasureWords.Number(picture.Measure, estimate.Value)}: the same scores no longer mean the same."
                    : null;
            }
        }

        return null;
    }
}
