using Portal.Core.Monitoring.Monitors;

namespace Portal.Web.Monitoring.Monitors;

/// <summary>What a monitor is to do. What is left away is the usual.</summary>
/// <param name="Schedule">A cron expression of six or seven fields, seconds first.</param>
/// <param name="TimeZone">An IANA name; its calendar is that of the windows.</param>
/// <param name="Columns">Absent for all.</param>
/// <param name="Actions">Any of notify, openIncident, requestRetraining, rollBack.</param>
public sealed record MonitorBody(
    string Name, MonitorKind Kind, WindowLength Window, string Schedule, string TimeZone = "UTC", MonitorReference? Reference = null, DateTimeOffset? ReferenceFrom = null, DateTimeOffset? ReferenceTo = null,
    IReadOnlyList<string>? Columns = null, MonitorSettings? Settings = null, int WindowsInARow = 1, Severity Severity = Severity.Warning, IReadOnlyList<MonitorActions>? Actions = null)
{
    public MonitorDraft ToDraft() => new(
        Name, Kind, Reference ?? MonitorRules.ReferencesOf(Kind)[0], Window, Schedule, TimeZone, Settings ?? new MonitorSettings(), WindowsInARow, Severity,
        Actions?.Aggregate(MonitorActions.None, (all, one) => all | one) ?? MonitorActions.Notify | MonitorActions.OpenIncident)
    {
        Columns = Columns ?? [],
        ReferenceFrom = ReferenceFrom,
        ReferenceTo = ReferenceTo,
    };
}

/// <param name="Environment">Where the model is watched.</param>
public sealed record CreateMonitorBody(string Environment, string Model, MonitorBody Monitor);

public sealed record DefaultMonitorsBody(string Environment, string Model, string TimeZone = "UTC");

public sealed record MonitorReasonBody(string Reason);

/// <param name="At">Any instant in the window; left away, the newest that has ended.</param>
public sealed record RunMonitorBody(DateTimeOffset? At = null);

public sealed record DefaultMonitorsResponse(IReadOnlyList<string> Made);

public sealed record MonitorRunStarted(Guid Run);

/// <param name="LastVerdict">Of the newest window that was measured.</param>
public sealed record MonitorItem(
    Guid Id, string Name, string Environment, string Model, MonitorKind Kind, WindowLength Window, string Schedule, string TimeZone, MonitorState State, DateTimeOffset? NextDueAt, DateTimeOffset? LastWindowTo,
    WindowVerdict? LastVerdict, string? LastSentence, int OpenRuns, long Revision)
{
    public static MonitorItem Of(MonitorRow row) => new(
        row.Id.Value, row.Name, row.Environment, row.Model, row.Kind, row.Window, row.Schedule, row.TimeZone, row.State, row.NextDueAt, row.LastWindowTo, row.LastVerdict, row.LastSentence, row.OpenRuns, row.Revision);
}

/// <param name="Actions">What happens when it breaches in as many windows in a row.</param>
/// <param name="NextWindows">The next windows, each with the moment at which it is looked at.</param>
/// <param name="WindowNote">What the zone means for the windows, where that needs saying.</param>
public sealed record MonitorResponse(
    MonitorItem Monitor, MonitorReference Reference, DateTimeOffset? ReferenceFrom, DateTimeOffset? ReferenceTo, IReadOnlyList<string> Columns, MonitorSettings Settings, int WindowsInARow, Severity Severity,
    IReadOnlyList<MonitorActions> Actions, string CreatedBy, IReadOnlyList<ComingWindow> NextWindows, string? WindowNote)
{
    public static MonitorResponse Of(MonitorView view) => new(
        MonitorItem.Of(view.Row), view.Draft.Reference, view.Draft.ReferenceFrom, view.Draft.ReferenceTo, view.Draft.Columns, view.Draft.Settings, view.Draft.WindowsInARow, view.Draft.Severity,
        [.. Enum.GetValues<MonitorActions>().Where(one => one != MonitorActions.None && view.Draft.Actions.HasFlag(one))], view.CreatedBy,
        [.. view.Next.Select(one => new ComingWindow(one.Window.From, one.Window.To, one.LookedAt))], view.Snap);
}

/// <param name="To">Exclusive.</param>
public sealed record ComingWindow(DateTimeOffset From, DateTimeOffset To, DateTimeOffset LookedAt);

/// <param name="To">Exclusive.</param>
/// <param name="Progress">0 to 1.</param>
public sealed record MonitorRunItem(
    Guid Id, string Monitor, MonitorKind Kind, DateTimeOffset From, DateTimeOffset To, MonitorRunState State, WindowVerdict? Verdict, string? Sentence, string? FailureSentence, long Rows, double Progress, int Attempt,
    int? Version, string? RequestedBy, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    public static MonitorRunItem Of(MonitorRunRow row) => new(
        row.Id.Value, row.Monitor, row.Kind, row.WindowFrom, row.WindowTo, row.State, row.Verdict, row.Sentence, row.FailureSentence, row.Rows, row.Progress, row.Attempt, row.VersionNumber, row.RequestedBy, row.QueuedAt,
        row.StartedAt, row.EndedAt);
}

public sealed record MonitorRunResponse(MonitorRunItem Run, IReadOnlyList<Reading> Readings)
{
    public static MonitorRunResponse Of(MonitorRunView view) => new(MonitorRunItem.Of(view.Row), view.Readings);
}
