using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// Keeps each reading that breaches as a finding. When a window is measured again, findings that no incident holds make way for the new
/// ones; those that an incident holds stay, and are not told a second time.
/// </summary>
internal static class KeepFindings
{
    /// <returns>How many are new.</returns>
    public static async Task<int> RunAsync(UnitOfWork unit, Monitor monitor, MonitorRun run, WindowMeasured measured, CancellationToken ct)
    {
        await unit.Db.Findings.Where(row => row.MonitorRunId == run.Id && row.IncidentId == null).ExecuteDeleteAsync(ct);
        var held = await unit.Db.Findings.Where(row => row.MonitorRunId == run.Id).Select(row => new { row.Subject, row.Measure }).ToListAsync(ct);
        if (measured.Version is not { } version || measured.Verdict != WindowVerdict.Breach)
        {
            return 0;
        }

        var fresh = measured.Readings
            .Where(reading => reading.Verdict == WindowVerdict.Breach && !held.Exists(one => one.Subject == Texts.Fit(reading.Subject, LongestSubject) && one.Measure == reading.Measure))
            .Select(reading => new Finding
            {
                TenantId = unit.Actor.Tenant,
                Id = FindingId.New(),
                MonitorId = monitor.Id,
                MonitorRunId = run.Id,
                EnvironmentId = monitor.EnvironmentId,
                ModelId = monitor.ModelId,
                VersionId = version,
                Subject = Texts.Fit(reading.Subject, LongestSubject),
                Measure = reading.Measure,
                Value = reading.Value,
                Limit = reading.Limit,
                Severity = monitor.Severity,
                Sentence = Texts.Fit(reading.Sentence, Texts.LongestReason),
                WindowFrom = run.WindowFrom,
                WindowTo = run.WindowTo,
                FoundAt = unit.Now,
            }).ToList();
        unit.Db.Findings.AddRange(fresh);
        return fresh.Count;
    }

    private const int LongestSubject = 400;
}
