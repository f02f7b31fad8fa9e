using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Health;

/// <summary>What of a run stays for whoever may not read protected attributes: its verdict, but no number about a protected column or group.</summary>
public static class ProtectedReadings
{
    public const string Instead = "What protected groups have to do with it is shown to data scientists, compliance officers and auditors.";

    public static HealthMonitor Hide(HealthMonitor monitor, IReadOnlyList<string> columns) => monitor with
    {
        Runs = [.. monitor.Runs.Select(run => Hide(run, monitor.Kind, columns))],
    };

    private static HealthRun Hide(HealthRun run, MonitorKind kind, IReadOnlyList<string> columns)
    {
        var shown = ProtectedSubjects.Hide(kind, run.Readings, columns);
        var told = shown.Count < run.Readings.Count && run.Verdict is WindowVerdict.Breach or WindowVerdict.Warning && Names(run.Sentence, columns);
        return run with { Readings = shown, Sentence = kind == MonitorKind.Bias || told ? Instead : run.Sentence };
    }

    private static bool Names(string? sentence, IReadOnlyList<string> columns) => columns.Any(column => sentence?.Contains(column, StringComparison.Ordinal) == true);
}
