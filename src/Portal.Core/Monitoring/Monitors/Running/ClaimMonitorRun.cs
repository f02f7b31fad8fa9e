using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// Takes the tenant's next due run, so that of several nodes one has it. A monitor's windows are measured one after the other, the
/// oldest first, because a row of breaches is counted in that order. A monitor that rests keeps its runs waiting, but for those that a person asked for.
/// </summary>
internal sealed class ClaimMonitorRun(PortalDatabase database, TimeProvider clock)
{
    private const int Candidates = 8;

    /// <returns>Null when nothing is due, or others were faster.</returns>
    public async Task<ClaimedRun?> RunAsync(TenantId tenant, string owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        var ids = await Ready(db, now).OrderBy(run => run.DueAt).ThenBy(run => run.WindowTo).ThenBy(run => run.Id).Select(run => run.Id).Take(Candidates).ToListAsync(ct);
        foreach (var id in ids)
        {
            var taken = await Ready(db, now).Where(run => run.Id == id).ExecuteUpdateAsync(
                row => row.SetProperty(claimed => claimed.State, MonitorRunState.Running)
                    .SetProperty(claimed => claimed.LeaseOwner, owner)
                    .SetProperty(claimed => claimed.LeaseUntil, now + MonitorRunRules.Lease)
                    .SetProperty(claimed => claimed.Attempt, claimed => claimed.Attempt + 1)
                    .SetProperty(claimed => claimed.StartedAt, now)
                    .SetProperty(claimed => claimed.Progress, 0),
                ct);
            if (taken == 1)
            {
                return await LoadAsync(db, id, owner, ct);
            }
        }

        return null;
    }

    private static IQueryable<MonitorRun> Ready(PortalDbContext db, DateTimeOffset now)
    {
        var (all, resting) = (db.MonitorRuns, db.Monitors.Where(monitor => monitor.State != MonitorState.Active).Select(monitor => monitor.Id));
        return db.MonitorRuns.Where(run => run.State == MonitorRunState.Queued && run.DueAt <= now
            && (run.RequestedBy != null || !resting.Contains(run.MonitorId))
            && !all.Any(other => other.MonitorId == run.MonitorId
                && (other.State == MonitorRunState.Running
                    || (other.State == MonitorRunState.Queued && other.WindowTo < run.WindowTo && (other.RequestedBy != null || !resting.Contains(other.MonitorId))))));
    }

    private static async Task<ClaimedRun> LoadAsync(PortalDbContext db, MonitorRunId id, string owner, CancellationToken ct)
    {
        var monitors = db.Monitors;
        var row = await (from run in db.MonitorRuns.AsNoTracking()
                         join monitor in monitors.AsNoTracking() on run.MonitorId equals monitor.Id
                         where run.Id == id
                         select new { run.TenantId, run.Attempt, run.WindowFrom, run.WindowTo, Monitor = monitor }).SingleAsync(ct);
        return new ClaimedRun(row.TenantId, id, owner, row.Attempt, row.Monitor, new MonitorWindow(row.WindowFrom, row.WindowTo));
    }
}
