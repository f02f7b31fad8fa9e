using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Web.Monitoring.Incidents;

/// <param name="To">The e-mail address of a member who may handle incidents; absent for nobody.</param>
public sealed record AssignIncidentBody(string? To = null);

/// <param name="Until">At most thirty days away; absent ends the silence.</param>
public sealed record SilenceIncidentBody(DateTimeOffset? Until = null, string Reason = "");

public sealed record ResolveIncidentBody(IncidentCause Cause, string Resolution);

public sealed record ReopenIncidentBody(string Reason);

public sealed record CommentBody(string Text);

/// <param name="Source">What it came of; kind and monitor are absent where that was no monitor.</param>
/// <param name="AssignedTo">The name of a member; absent for nobody.</param>
public sealed record IncidentItem(
    Guid Id, int Number, string Title, IncidentSource Source, MonitorKind? Kind, string? Monitor, string Environment, string Model, int Version, Severity Severity, IncidentState State, string? AssignedTo,
    DateTimeOffset? SilencedUntil, DateTimeOffset? QuietSince, int Findings, DateTimeOffset OpenedAt, DateTimeOffset LastFoundAt, DateTimeOffset? ResolvedAt)
{
    public static IncidentItem Of(IncidentRow row) => new(
        row.Id.Value, row.Number, row.Title, row.Source, row.Kind, row.Monitor, row.Environment, row.Model, row.VersionNumber, row.Severity, row.State, row.AssignedTo,
        row.SilencedUntil, row.QuietSince, row.Findings, row.OpenedAt, row.LastFoundAt, row.ResolvedAt);
}

/// <param name="By">Absent for the portal itself.</param>
/// <param name="RetrainingRequest">The number of the retraining request that the line is about.</param>
public sealed record IncidentEventItem(IncidentEventKind Kind, DateTimeOffset At, string? By, string Text, int? RetrainingRequest);

public sealed record ChangeItem(DateTimeOffset At, ChangeKind Kind, string What, string? By);

/// <param name="FollowUp">The number of what is overdue, where it came of that.</param>
/// <param name="Promotion">The number of the promotion that allowed what it is about.</param>
/// <param name="Events">Newest first.</param>
/// <param name="Changes">What was changed in the days before the first window that breached, newest first.</param>
public sealed record IncidentResponse(
    IncidentItem Incident, IncidentCause? Cause, string? Resolution, string? ResolvedBy, int? Former, int? Later, int? LiveVersion, int? FollowUp, int? Promotion,
    IReadOnlyList<IncidentEventItem> Events, IReadOnlyList<ChangeItem> Changes, long Revision)
{
    public static IncidentResponse Of(IncidentView view) => new(
        IncidentItem.Of(view.Row), view.Cause, view.Resolution, view.ResolvedBy, view.Former, view.Later, view.LiveVersion, view.FollowUp, view.Promotion,
        [.. view.Events.Select(row => new IncidentEventItem(row.Kind, row.At, row.By, row.Text, row.Number))],
        [.. view.Changes.Select(change => new ChangeItem(change.At, change.Kind, change.What, change.By))],
        view.Revision);
}

/// <param name="Incident">The number of the incident that it is part of.</param>
public sealed record FindingItem(
    Guid Id, string Monitor, MonitorKind Kind, string Environment, string Model, int Version, string Subject, string Measure, double? Value, double? Limit, Severity Severity, string Sentence,
    DateTimeOffset WindowFrom, DateTimeOffset WindowTo, DateTimeOffset FoundAt, int? Incident)
{
    public static FindingItem Of(FindingRow row) => new(
        row.Id.Value, row.Monitor, row.Kind, row.Environment, row.Model, row.VersionNumber, row.Subject, row.Measure, row.Value, row.Limit, row.Severity, row.Sentence,
        row.WindowFrom, row.WindowTo, row.FoundAt, row.Incident);
}
