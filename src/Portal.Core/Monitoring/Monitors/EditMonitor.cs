using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="Name">As it is called now.</param>
/// <param name="Revision">Of the monitor as the person saw it.</param>
public sealed record EditMonitorRequest(string Name, long Revision, MonitorDraft Draft);

/// <summary>Changes what may change of a monitor, from its next window on; runs keep the limits that they were judged with.</summary>
public sealed class EditMonitor(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditMonitorRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await MonitorFields.FindAsync(unit.Db, request.Name, ct) is not { } monitor)
        {
            return MonitorFields.NotFound(request.Name);
        }

        var subject = MonitorFields.Subject(monitor);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.edit", subject, forbidden, ct);
        }

        if (request.Revision != monitor.Revision)
        {
            return Refusal.Stale("This monitor");
        }

        if ((RefusesKind(monitor, request.Draft) ?? MonitorRules.Refuses(request.Draft, await WatchedModel.FindAsync(unit.Db, monitor, ct), unit.Now)) is { } invalid)
        {
            return invalid;
        }

        if (await MonitorFields.FindAsync(unit.Db, request.Draft.Name, ct) is { } other && other.Id != monitor.Id)
        {
            return MonitorFields.Taken(request.Draft.Name);
        }

        var before = MonitorFields.Describe(monitor);
        MonitorFields.Set(monitor, request.Draft);
        MonitorFields.Wind(monitor, unit.Now);
        unit.Record("monitor.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = MonitorFields.Describe(monitor) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static Refusal? RefusesKind(Monitor monitor, MonitorDraft draft) =>
        draft.Kind != monitor.Kind ? Refusal.Invalid("kind", $"What a monitor watches never changes: its runs would tell of two things. Make another one for {draft.Kind.InWords()}.")
        : draft.Window != monitor.Window ? Refusal.Invalid("window", $"How long its windows are never changes: a {draft.Window.InWords()} is no {monitor.Window.InWords()}, and its runs are compared with each other. Make another monitor.")
        : null;
}
