using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="TimeZone">The calendar of the windows.</param>
public sealed record AddDefaultMonitorsRequest(string Environment, string Model, string TimeZone = "UTC");

/// <summary>Gives a model in an environment the monitors that it should have and does not have yet. Those that it has stay as they are.</summary>
public sealed class AddDefaultMonitors(AuditTrail trail, PortalDatabase database, SentSignals signals)
{
    /// <returns>The names of what was made.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> RunAsync(Actor actor, AddDefaultMonitorsRequest request, CancellationToken ct)
    {
        // Looked at before: it reads counters, and may make a baseline, which is an act of its own.
        var sendsLatency = await SendsLatencyAsync(actor, request, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.create", new AuditSubject("monitor", "defaults", $"default monitors of {request.Model}"), forbidden, ct);
        }

        var found = await WatchedModel.FindAsync(unit.Db, request.Environment, request.Model, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var watched = found.Value;
        if (watched.Version is null)
        {
            return new Refusal(RefusalKind.Conflict, "monitor.nothing-registered", $"No version of {watched.Model} is registered, so there is nothing to watch yet.", "Register a version first.");
        }

        var made = new List<Monitor>();
        foreach (var draft in DefaultMonitors.For(watched, request.TimeZone, sendsLatency).Select(proposed => proposed.Draft))
        {
            if (MonitorRules.Refuses(draft, watched, unit.Now) is { } refusal)
            {
                return refusal;
            }

            if (await MonitorFields.FindAsync(unit.Db, draft.Name, ct) is null)
            {
                made.Add(MonitorFields.Make(unit, watched, draft));
            }
        }

        unit.Db.Monitors.AddRange(made);
        foreach (var monitor in made)
        {
            unit.Record("monitor.created", MonitorFields.Subject(monitor), "One of the default monitors.", MonitorFields.Describe(monitor));
        }

        List<string> names = [.. made.Select(monitor => monitor.Name)];
        return made.Count == 0 ? names : await unit.CommitAsync<IReadOnlyList<string>>(names, ct);
    }

    private async Task<bool> SendsLatencyAsync(Actor actor, AddDefaultMonitorsRequest request, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var watched = await WatchedModel.FindAsync(db, request.Environment, request.Model, ct);
        return watched.IsOk && await signals.HaveLatencyAsync(actor.Tenant, watched.Value, ct);
    }
}
