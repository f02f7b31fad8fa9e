using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public sealed record ResumeMonitorRequest(string Name);

/// <summary>Lets a monitor go on. What it did not look at while it rested is due at once.</summary>
public sealed class ResumeMonitor(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ResumeMonitorRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await MonitorFields.FindAsync(unit.Db, request.Name, ct) is not { } monitor)
        {
            return MonitorFields.NotFound(request.Name);
        }

        var subject = MonitorFields.Subject(monitor);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.resume", subject, forbidden, ct);
        }

        if (monitor.State == MonitorState.Active)
        {
            return new Refusal(RefusalKind.Conflict, "monitor.active", $"{monitor.Name} runs already.");
        }

        monitor.State = MonitorState.Active;
        monitor.NextDueAt = unit.Now;
        unit.Record("monitor.resumed", subject);
        var outcome = await unit.CommitAsync(default(Done), ct);
        signal.Raise();
        return outcome;
    }
}
