using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Health;

/// <summary>Reads the newest windows of some monitors, each with what was measured.</summary>
internal static class HealthRuns
{
    /// <param name="windows">At most so many of each monitor.</param>
    /// <returns>By monitor, oldest first.</returns>
    public static async Task<ILookup<MonitorId, HealthRun>> NewestAsync(PortalDbContext db, IReadOnlyCollection<MonitorId> monitors, int windows, CancellationToken ct)
    {
        var (runs, versions) = (db.MonitorRuns, db.Versions);
        var rows = await db.Monitors.AsNoTracking().Where(monitor => monitors.Contains(monitor.Id))
            .SelectMany(monitor => runs.Where(run => run.MonitorId == monitor.Id).OrderByDescending(run => run.WindowTo).Take(windows))
            .Select(run => new { Run = run, Number = versions.Where(version => version.Id == run.VersionId).Select(version => (int?)version.Number).FirstOrDefault() })
            .ToListAsync(ct);
        return rows.OrderBy(row => row.Run.WindowTo).ToLookup(row => row.Run.MonitorId, row => Of(row.Run, row.Number));
    }

    private static HealthRun Of(MonitorRun run, int? version) => new(
        run.Id, run.WindowFrom, run.WindowTo, run.State, run.Verdict, run.Sentence, run.Rows, run.VersionId, version, run.Readings ?? [], run.FailureSentence, run.EndedAt);
}
