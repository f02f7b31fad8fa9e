namespace Portal.Core.Monitoring.Monitors;

/// <summary>All that a person says about a monitor and may change later, but for the kind.</summary>
/// <param name="Columns">Empty for all that the kind can look at.</param>
/// <param name="ReferenceFrom">For a fixed window only; any instants, which are made full hours.</param>
public sealed record MonitorDraft(
    string Name, MonitorKind Kind, MonitorReference Reference, WindowLength Window, string Schedule, string TimeZone, MonitorSettings Settings,
    int WindowsInARow = 1, Severity Severity = Severity.Warning, MonitorActions Actions = MonitorActions.Notify | MonitorActions.OpenIncident)
{
    public IReadOnlyList<string> Columns { get; init; } = [];

    public DateTimeOffset? ReferenceFrom { get; init; }

    public DateTimeOffset? ReferenceTo { get; init; }

    public static MonitorDraft Of(Monitor monitor) => new(
        monitor.Name, monitor.Kind, monitor.Reference, monitor.Window, monitor.Schedule, monitor.TimeZone, monitor.Settings, monitor.WindowsInARow, monitor.Severity, monitor.Actions)
    {
        Columns = monitor.Columns,
        ReferenceFrom = monitor.ReferenceFrom,
        ReferenceTo = monitor.ReferenceTo,
    };
}
