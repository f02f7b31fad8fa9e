using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="IsThere">A monitor of this name exists already; it stays as it is.</param>
public sealed record PlannedMonitor(ProposedMonitor Proposed, bool IsThere);

/// <summary>What the one click would make, before it does.</summary>
public sealed class DefaultMonitorPlan(PortalDatabase database, SentSignals signals)
{
    public async Task<Outcome<IReadOnlyList<PlannedMonitor>>> ReadAsync(Actor actor, AddDefaultMonitorsRequest request, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var watched = await WatchedModel.FindAsync(db, request.Environment, request.Model, ct);
        if (!watched.IsOk)
        {
            return watched.Refusal;
        }

        var proposed = DefaultMonitors.For(watched.Value, request.TimeZone, await signals.HaveLatencyAsync(actor.Tenant, watched.Value, ct));
        var names = proposed.Select(one => Names.Normalize(one.Draft.Name)).ToList();
        var there = await db.Monitors.Where(row => names.Contains(row.NormalizedName)).Select(row => row.NormalizedName).ToListAsync(ct);
        return proposed.Select(one => new PlannedMonitor(one, there.Contains(Names.Normalize(one.Draft.Name)))).ToList();
    }
}
