using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public sealed record CreateMonitorRequest(string Environment, string Model, MonitorDraft Draft);

/// <summary>Begins to watch a model in an environment, from the window of this moment on.</summary>
public sealed class CreateMonitor(AuditTrail trail)
{
    public async Task<Outcome<MonitorId>> RunAsync(Actor actor, CreateMonitorRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.create", new AuditSubject("monitor", "new", request.Draft.Name), forbidden, ct);
        }

        var watched = await WatchedModel.FindAsync(unit.Db, request.Environment, request.Model, ct);
        if ((watched.Refusal ?? MonitorRules.Refuses(request.Draft, watched.Value, unit.Now)) is { } refusal)
        {
            return refusal;
        }

        if (await MonitorFields.FindAsync(unit.Db, request.Draft.Name, ct) is not null)
        {
            return MonitorFields.Taken(request.Draft.Name);
        }

        var monitor = MonitorFields.Make(unit, watched.Value, request.Draft);
        unit.Db.Monitors.Add(monitor);
        unit.Record("monitor.created", MonitorFields.Subject(monitor), details: MonitorFields.Describe(monitor));
        return await unit.CommitAsync(monitor.Id, ct);
    }
}
