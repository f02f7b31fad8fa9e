namespace Portal.Core.Monitoring.Monitors;

/// <summary>Which readings stay for whoever may not read protected attributes: none of a protected column, and none of groups. Pure.</summary>
public static class ProtectedSubjects
{
    /// <param name="columns">The protected ones.</param>
    public static IReadOnlyList<Reading> Hide(MonitorKind kind, IReadOnlyList<Reading> readings, IReadOnlyList<string> columns) =>
        kind == MonitorKind.Bias ? [] : [.. readings.Where(reading => !columns.Contains(reading.Subject, StringComparer.Ordinal))];
}
