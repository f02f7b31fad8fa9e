using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="By">A member's name; null for the portal itself.</param>
public sealed record IncidentEventRow(IncidentEventKind Kind, DateTimeOffset At, string? By, string Text, int? Number);

/// <summary>One window that the monitor of an incident looked at.</summary>
public sealed record IncidentWindow(DateTimeOffset From, DateTimeOffset To, WindowVerdict Verdict, string? Sentence, long Rows, IReadOnlyList<Reading> Readings);

/// <summary>What the monitor of an incident asks for.</summary>
public sealed record IncidentWatch(WindowLength Window, int WindowsInARow, MonitorActions Actions);

/// <summary>An incident as its list shows it, and what only its page tells.</summary>
/// <param name="AssignedToEmail">Null for nobody.</param>
/// <param name="Former">The number of the incident of the same monitor and version that was resolved shortly before.</param>
/// <param name="Later">The number of the incident that names this one as its former.</param>
/// <param name="LiveVersion">What is live there now; null for nothing.</param>
/// <param name="Watch">Null when no monitor opened it.</param>
/// <param name="FollowUp">The number of what is overdue; null where nothing is.</param>
/// <param name="Promotion">The number of the promotion that allowed what it is about.</param>
/// <param name="Worst">The findings that say most, the worst first.</param>
/// <param name="Windows">Oldest first.</param>
/// <param name="Events">Newest first.</param>
public sealed record IncidentView(
    IncidentRow Row, string? AssignedToEmail, IncidentCause? Cause, string? Resolution, string? ResolvedBy, int? Former, int? Later, int? LiveVersion, IncidentWatch? Watch, int? FollowUp, int? Promotion,
    IReadOnlyList<Finding> Worst, IReadOnlyList<IncidentWindow> Windows, IReadOnlyList<IncidentEventRow> Events, bool HasMoreEvents, IReadOnlyList<Change> Changes, long Revision);

/// <summary>One incident with all that helps to find its cause.</summary>
public sealed class IncidentDetail(PortalDatabase database)
{
    private const int MostFindings = 60;
    private const int MostWindows = 60;
    private const int MostEvents = 200;

    public async Task<Outcome<IncidentView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) is not { } incident)
        {
            return IncidentTexts.NotFound(number);
        }

        var monitor = await db.Monitors.AsNoTracking().SingleOrDefaultAsync(row => row.Id == incident.MonitorId, ct);
        var findings = await db.Findings.AsNoTracking().Where(row => row.IncidentId == incident.Id).OrderByDescending(row => row.FoundAt).Take(MostFindings).ToListAsync(ct);
        var hidden = await ProtectedColumns.OfAsync(db, actor, monitor is null ? [] : [monitor.Id], ct);
        var events = await EventsAsync(db, incident.Id, ct);
        var first = await db.Findings.Where(row => row.IncidentId == incident.Id).OrderBy(row => row.WindowTo).Select(row => (DateTimeOffset?)row.WindowTo).FirstOrDefaultAsync(ct) ?? incident.OpenedAt;
        var members = db.Members;
        return new IncidentView(
            await RowAsync(db, incident, monitor, ct),
            await members.Where(row => row.Id == incident.AssignedTo).Select(row => row.Email).SingleOrDefaultAsync(ct),
            incident.Cause,
            incident.Resolution,
            await members.Where(row => row.Id == incident.ResolvedBy).Select(row => row.Name).SingleOrDefaultAsync(ct),
            await db.Incidents.Where(row => row.Id == incident.FormerId).Select(row => (int?)row.Number).SingleOrDefaultAsync(ct),
            await db.Incidents.Where(row => row.FormerId == incident.Id).OrderBy(row => row.OpenedAt).Select(row => (int?)row.Number).FirstOrDefaultAsync(ct),
            await LiveAsync(db, incident, ct),
            monitor is null ? null : new IncidentWatch(monitor.Window, monitor.WindowsInARow, monitor.Actions),
            await db.FollowUps.Where(row => row.Id == incident.FollowUpId).Select(row => (int?)row.Number).SingleOrDefaultAsync(ct),
            await db.Promotions.Where(row => row.Id == incident.PromotionId).Select(row => (int?)row.Number).SingleOrDefaultAsync(ct),
            [.. findings.OrderByDescending(row => row.Severity).ThenByDescending(FindingOrder.Beyond).Select(row => monitor is null || hidden.IsEmpty ? row : ProtectedFindings.Hide(monitor.Kind, row, hidden.Of(monitor.Id)))],
            monitor is null ? [] : await WindowsAsync(db, incident, monitor.Kind, hidden, ct),
            [.. events.Take(MostEvents)],
            events.Count > MostEvents,
            await WhatChanged.ReadAsync(db, new ChangeQuestion(incident.EnvironmentId, incident.ModelId, incident.MonitorId, incident.VersionId, first), ct),
            incident.Revision);
    }

    private static async Task<IncidentRow> RowAsync(PortalDbContext db, Incident incident, Monitor? monitor, CancellationToken ct) => new(
        incident.Id, incident.Number, incident.Title, incident.Source, monitor?.Kind, monitor?.Name,
        await db.Environments.Where(row => row.Id == incident.EnvironmentId).Select(row => row.Name).SingleAsync(ct),
        await db.Models.Where(row => row.Id == incident.ModelId).Select(row => row.Name).SingleAsync(ct),
        await db.Versions.Where(row => row.Id == incident.VersionId).Select(row => row.Number).SingleAsync(ct),
        incident.Severity, incident.State,
        await db.Members.Where(row => row.Id == incident.AssignedTo).Select(row => row.Name).SingleOrDefaultAsync(ct), incident.AssignedTo,
        incident.SilencedUntil, incident.QuietSince, incident.Findings, incident.OpenedAt, incident.LastFoundAt, incident.ResolvedAt, incident.IsTold);

    private static Task<int?> LiveAsync(PortalDbContext db, Incident incident, CancellationToken ct) => (
        from live in db.LiveDeployments
        join version in db.Versions on live.VersionId equals version.Id
        where live.EnvironmentId == incident.EnvironmentId && live.ModelId == incident.ModelId
        select (int?)version.Number).SingleOrDefaultAsync(ct);

    private static async Task<List<IncidentEventRow>> EventsAsync(PortalDbContext db, IncidentId id, CancellationToken ct)
    {
        var members = db.Members;
        return await db.IncidentEvents.AsNoTracking().Where(row => row.IncidentId == id)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(MostEvents + 1)
            .Select(row => new IncidentEventRow(row.Kind, row.At, members.Where(member => member.Id == row.By).Select(member => member.Name).FirstOrDefault(), row.Text, row.Number))
            .ToListAsync(ct);
    }

    /// <summary>The newest windows, with some before the first that breached: what was quiet is half of the picture.</summary>
    private static async Task<IReadOnlyList<IncidentWindow>> WindowsAsync(PortalDbContext db, Incident incident, MonitorKind kind, ProtectedColumns hidden, CancellationToken ct)
    {
        var runs = await db.MonitorRuns.AsNoTracking()
            .Where(row => row.MonitorId == incident.MonitorId && row.VersionId == incident.VersionId && row.State == MonitorRunState.Completed && row.Verdict != null)
            .OrderByDescending(row => row.WindowTo).Take(MostWindows).ToListAsync(ct);
        return
        [
            .. runs.OrderBy(row => row.WindowTo).Select(row => new IncidentWindow(
                row.WindowFrom, row.WindowTo, row.Verdict!.Value, hidden.Hide(row.MonitorId, kind, row.Sentence), row.Rows, hidden.Hide(row.MonitorId, kind, row.Readings ?? []))),
        ];
    }
}
