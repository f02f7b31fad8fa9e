using Portal.Core.Monitoring.Observations;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Statistics.Performance.Estimation;

namespace Portal.Core.Monitoring.Health;

/// <param name="Low">Three standard errors below.</param>
public sealed record EstimatedValue(double Value, double Low, double High, long Rows);

/// <summary>What the scores of one window let expect, by the measure's name as readings have it.</summary>
public sealed record EstimatedWindow(DateTimeOffset From, DateTimeOffset To, IReadOnlyDictionary<string, EstimatedValue> Values)
{
    public EstimatedValue? Of(string measure) => Values.GetValueOrDefault(measure);
}

/// <summary>
/// How right a version can be expected to be, window by window, from its scores alone: calibrated on the rows that it was tested on.
/// Blind to a change of what leads to the outcome, which is why it is never shown without that sentence.
/// </summary>
public sealed class EstimatedPerformanceOf(ObservedWindows windows)
{
    /// <returns>A window for each of the monitor's that can be estimated; none for other tasks than two classes.</returns>
    public async Task<IReadOnlyList<EstimatedWindow>> ReadAsync(Actor actor, HealthSubject subject, HealthMonitor monitor, CancellationToken ct)
    {
        if (subject.Task != ModelTask.BinaryClassification)
        {
            return [];
        }

        var estimated = new List<EstimatedWindow>();
        var calibrations = new Dictionary<VersionId, ScoreCalibration?>();
        foreach (var run in monitor.Runs)
        {
            if (run.VersionId is not { } version)
            {
                continue;
            }

            if (!calibrations.TryGetValue(version, out var calibration))
            {
                var baseline = await windows.BaselineAsync(actor.Tenant, version, ct);
                calibrations[version] = calibration = baseline.IsOk ? baseline.Value.Calibration : null;
            }

            var window = calibration is null ? null : await windows.ReadAsync(actor.Tenant, subject.EnvironmentId, subject.ModelId, version, run.From, run.To, ct);
            if (window?.Performance is { Rows: > 0 } scored)
            {
                estimated.Add(new EstimatedWindow(run.From, run.To, Values(scored.Estimate(calibration!), scored.Rows)));
            }
        }

        return estimated;
    }

    private static Dictionary<string, EstimatedValue> Values(EstimatedPerformance estimate, long rows)
    {
        var values = new Dictionary<string, EstimatedValue>(StringComparer.Ordinal);
        foreach (var (measure, metric) in new[]
        {
            ("rocAuc", estimate.RocAuc), ("accuracy", estimate.Accuracy), ("precision", estimate.Precision), ("recall", estimate.Recall), ("f1", estimate.F1),
        })
        {
            if (metric is { } known)
            {
                values[measure] = new EstimatedValue(known.Value, known.Band.Lower, known.Band.Upper, rows);
            }
        }

        return values;
    }
}
