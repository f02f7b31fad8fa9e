using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>Puts back what a node held when it died: its lease has run out. After the last attempt it has failed for good.</summary>
internal sealed class RequeueLostRuns(AuditTrail trail, PortalDatabase database, TimeProvider clock, MonitorOptions options)
{
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var db = database.Open(tenant))
        {
            if (!await db.MonitorRuns.AnyAsync(row => row.State == MonitorRunState.Running && row.LeaseUntil < now, ct))
            {
                return 0;
            }
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "monitors"), ct);
        var lost = await unit.Db.MonitorRuns.Where(row => row.State == MonitorRunState.Running && row.LeaseUntil < now).ToListAsync(ct);
        foreach (var run in lost)
        {
            run.State = MonitorRunRules.AfterLoss(run.CancelRequested, run.Attempt, options.MaxAttempts);
            run.LeaseOwner = null;
            run.LeaseUntil = null;
            run.Progress = 0;
            run.DueAt = now;
            if (run.State != MonitorRunState.Queued)
            {
                run.EndedAt = unit.Now;
                run.FailureSentence = run.CancelRequested
                    ? "The run was cancelled."
                    : $"What measured this window went away {options.MaxAttempts} times before it was done. It is not tried again by itself.";
            }

            var details = RunFields.Details(run);
            details["state"] = run.State.ToString();
            details["why"] = "the lease ran out";
            unit.Record(run.State == MonitorRunState.Queued ? "monitor.run-requeued" : "monitor.run-ended", await RunFields.SubjectAsync(unit.Db, run.MonitorId, ct), details: details);
        }

        return lost.Count > 0 ? (await unit.CommitAsync(lost.Count, ct)).Value : 0;
    }
}
