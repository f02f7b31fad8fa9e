using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="Revision">Of the monitor as the person saw it; null for whatever it is now.</param>
public sealed record DeleteMonitorRequest(string Name, string Reason, long? Revision = null);

/// <summary>Ends a monitor. One that measured anything is archived, because its runs are evidence; its name is free again.</summary>
public sealed class DeleteMonitor(AuditTrail trail)
{
    /// <returns>True when it was archived and not removed.</returns>
    public async Task<Outcome<bool>> RunAsync(Actor actor, DeleteMonitorRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await MonitorFields.FindAsync(unit.Db, request.Name, ct) is not { } monitor)
        {
            return MonitorFields.NotFound(request.Name);
        }

        var subject = MonitorFields.Subject(monitor);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.delete", subject, forbidden, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (request.Revision is { } seen && seen != monitor.Revision)
        {
            return Refusal.Stale("This monitor");
        }

        if (await unit.Db.MonitorRuns.AnyAsync(row => row.MonitorId == monitor.Id && row.State == MonitorRunState.Running, ct))
        {
            return new Refusal(RefusalKind.Conflict, "monitor.running", $"{monitor.Name} measures a window at the moment.", "Wait for it, or cancel that run first.");
        }

        await unit.Db.MonitorRuns.Where(row => row.MonitorId == monitor.Id && row.State == MonitorRunState.Queued).ExecuteUpdateAsync(
            row => row.SetProperty(run => run.State, MonitorRunState.Cancelled).SetProperty(run => run.EndedAt, unit.Now)
                .SetProperty(run => run.FailureSentence, "The monitor was deleted before this window was looked at."),
            ct);
        var archived = await unit.Db.MonitorRuns.AnyAsync(row => row.MonitorId == monitor.Id, ct);
        if (archived)
        {
            monitor.State = MonitorState.Archived;
            monitor.NextDueAt = null;

            // No name that people give holds a slash, so this one is in nobody's way.
            monitor.NormalizedName = $"ARCHIVED/{monitor.Id}";
        }
        else
        {
            unit.Db.Monitors.Remove(monitor);
        }

        unit.Record("monitor.deleted", subject, request.Reason.Trim(), new JsonObject { ["archived"] = archived, ["monitor"] = MonitorFields.Describe(monitor) });
        return await unit.CommitAsync(archived, ct);
    }
}
