using Portal.Core.Deployments.Rollouts;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>How a challenger does, as the gate of its rollout asks: what is open about it, and how much of it was seen.</summary>
internal sealed class RolloutHealthOf : IRolloutHealth
{
    private const int MostIncidents = 20;

    public async Task<RolloutHealth> ReadAsync(PortalDbContext db, EnvironmentId environment, ModelId model, VersionId challenger, DateTimeOffset since, CancellationToken ct)
    {
        // Rows are counted by the hour.
        var hour = new DateTimeOffset(since.UtcTicks - (since.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        return new(
            await db.Incidents.AsNoTracking()
                .Where(row => row.EnvironmentId == environment && row.ModelId == model && row.VersionId == challenger && row.State != IncidentState.Resolved)
                .OrderBy(row => row.Number).Select(row => new RolloutIncident(row.Number, row.Title)).Take(MostIncidents).ToListAsync(ct),
            await db.Monitors.AnyAsync(row => row.EnvironmentId == environment && row.ModelId == model && row.State == MonitorState.Active, ct),
            await db.WindowCounters.Where(row => row.EnvironmentId == environment && row.ModelId == model && row.VersionId == challenger && row.Hour >= hour).SumAsync(row => row.Rows, ct));
    }
}
