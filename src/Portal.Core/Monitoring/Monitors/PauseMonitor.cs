using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public sealed record PauseMonitorRequest(string Name, string Reason);

/// <summary>Lets a monitor rest. Its windows wait: they are looked at when it is resumed, a month back at most.</summary>
public sealed class PauseMonitor(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, PauseMonitorRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await MonitorFields.FindAsync(unit.Db, request.Name, ct) is not { } monitor)
        {
            return MonitorFields.NotFound(request.Name);
        }

        var subject = MonitorFields.Subject(monitor);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.pause", subject, forbidden, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (monitor.State == MonitorState.Paused)
        {
            return new Refusal(RefusalKind.Conflict, "monitor.paused", $"{monitor.Name} rests already.");
        }

        monitor.State = MonitorState.Paused;
        monitor.NextDueAt = null;
        unit.Record("monitor.paused", subject, request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
