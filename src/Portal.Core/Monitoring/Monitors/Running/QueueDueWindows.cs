using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// Makes rows of work of the windows that are due. All of it is one transaction in the tenant's line, so that of several nodes one makes
/// them, and a node that dies in the middle has made none; the row of a monitor and a window can exist once only.
/// </summary>
internal sealed class QueueDueWindows(AuditTrail trail, PortalDatabase database, TimeProvider clock)
{
    private const int MostMonitors = 100;

    /// <returns>How many runs were queued.</returns>
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var total = 0;
        while (await AnyDueAsync(tenant, ct))
        {
            total += await QueueAsync(tenant, ct);
        }

        return total;
    }

    public static MonitorRun Row(Monitor monitor, MonitorWindow window, DateTimeOffset now) => new()
    {
        TenantId = monitor.TenantId,
        Id = MonitorRunId.New(),
        MonitorId = monitor.Id,
        WindowFrom = window.From,
        WindowTo = window.To,
        QueuedAt = now,
        DueAt = now,
    };

    /// <summary>Looked for outside of the unit: most looks find nothing, and should hold nobody up.</summary>
    private async Task<bool> AnyDueAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        return await db.Monitors.AnyAsync(row => row.NextDueAt <= now, ct);
    }

    private async Task<int> QueueAsync(TenantId tenant, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "monitors"), ct);
        var due = await unit.Db.Monitors.AsNoTracking().Where(row => row.NextDueAt <= unit.Now).OrderBy(row => row.NextDueAt).ThenBy(row => row.Id).Take(MostMonitors).ToListAsync(ct);
        var queued = 0;
        foreach (var monitor in due)
        {
            queued += await QueueAsync(unit, monitor, ct);
        }

        if (due.Count == 0)
        {
            return 0;
        }

        return (await unit.CommitAsync(queued, ct)).Value;
    }

    private static async Task<int> QueueAsync(UnitOfWork unit, Monitor monitor, CancellationToken ct)
    {
        var schedule = MonitorSchedule.Of(monitor);
        var plan = CatchUp.Plan(schedule.Calendar, monitor.LastWindowTo ?? schedule.Calendar.NewestComplete(unit.Now).From, unit.Now);
        var ends = plan.Windows.Select(window => window.To).ToList();
        var there = await unit.Db.MonitorRuns.Where(row => row.MonitorId == monitor.Id && ends.Contains(row.WindowTo)).Select(row => row.WindowTo).ToListAsync(ct);
        var missing = plan.Windows.Where(window => !there.Contains(window.To)).ToList();
        unit.Db.MonitorRuns.AddRange(missing.Select(window => Row(monitor, window, unit.Now)));

        // Not a change that a person made: the revision that somebody edits against stays.
        var (next, last) = (schedule.NextAfter(unit.Now), ends.Count > 0 ? ends[^1] : monitor.LastWindowTo);
        await unit.Db.Monitors.Where(row => row.Id == monitor.Id).ExecuteUpdateAsync(row => row.SetProperty(wound => wound.NextDueAt, next).SetProperty(wound => wound.LastWindowTo, last), ct);
        unit.Record("monitor.due", MonitorFields.Subject(monitor), details: new JsonObject { ["windows"] = missing.Count, ["next"] = next is { } at ? RunFields.Text(at) : null });
        if (plan.Missed is { } missed)
        {
            unit.Record(
                "monitor.windows-missed",
                MonitorFields.Subject(monitor),
                $"{missed.Count} windows ended more than {CatchUp.FarthestBack.Days} days ago and are not looked at.",
                new JsonObject { ["windows"] = missed.Count, ["from"] = RunFields.Text(missed.From), ["to"] = RunFields.Text(missed.To) });
        }

        return missing.Count;
    }
}
