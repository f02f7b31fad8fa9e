using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public sealed record RetryMonitorRunRequest(MonitorRunId Run);

/// <summary>Puts what failed for good, or was cancelled, into the queue again, with all attempts.</summary>
public sealed class RetryMonitorRun(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<MonitorRunId>> RunAsync(Actor actor, RetryMonitorRunRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.MonitorRuns.SingleOrDefaultAsync(row => row.Id == request.Run, ct) is not { } run)
        {
            return RunFields.NotFound;
        }

        var monitor = await unit.Db.Monitors.AsNoTracking().SingleAsync(row => row.Id == run.MonitorId, ct);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.run-retry", MonitorFields.Subject(monitor), forbidden, ct);
        }

        if ((MonitorRunRules.RefusesRetry(run.State) ?? RefusesArchived(monitor)) is { } refusal)
        {
            return refusal;
        }

        unit.Record("monitor.run-retried", MonitorFields.Subject(monitor), details: RunFields.Details(run));
        RunMonitorNow.Requeue(run, unit.Now);
        run.RequestedBy = unit.Actor.Member;
        var outcome = await unit.CommitAsync(run.Id, ct);
        signal.Raise();
        return outcome;
    }

    private static Refusal? RefusesArchived(Monitor monitor) => monitor.State == MonitorState.Archived
        ? new Refusal(RefusalKind.Conflict, "monitor.archived", $"{monitor.Name} was deleted; what it found stays, and it measures nothing more.", "Make a new monitor.")
        : null;
}
