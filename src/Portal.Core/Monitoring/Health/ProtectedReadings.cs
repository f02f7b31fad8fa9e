using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Health;

/// <summary>What of a monitor's windows stays for whoever may not read protected attributes: their verdicts, but no number about a protected column or group.</summary>
public static class ProtectedReadings
{
    public static HealthMonitor Hide(HealthMonitor monitor, IReadOnlyCollection<string> columns) => monitor with
    {
        Runs = [.. monitor.Runs.Select(run => run with { Readings = ProtectedWords.Hide(monitor.Kind, run.Readings, columns), Sentence = ProtectedWords.Hide(monitor.Kind, run.Sentence, columns) })],
    };
}
