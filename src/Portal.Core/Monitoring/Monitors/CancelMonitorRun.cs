using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public sealed record CancelMonitorRunRequest(MonitorRunId Run, string? Reason = null);

/// <summary>Takes a queued run out of the queue, or asks the node that measures it to stop.</summary>
public sealed class CancelMonitorRun(AuditTrail trail, RunningMonitors running)
{
    public async Task<Outcome<MonitorRunState>> RunAsync(Actor actor, CancelMonitorRunRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.MonitorRuns.SingleOrDefaultAsync(row => row.Id == request.Run, ct) is not { } run)
        {
            return RunFields.NotFound;
        }

        var subject = await RunFields.SubjectAsync(unit.Db, run.MonitorId, ct);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.run-cancel", subject, forbidden, ct);
        }

        if ((MonitorRunRules.RefusesCancel(run.State) ?? (request.Reason is { } reason ? Texts.Refuses("reason", reason, Texts.LongestReason) : null)) is { } refusal)
        {
            return refusal;
        }

        run.CancelRequested = true;
        if (run.State == MonitorRunState.Queued)
        {
            run.State = MonitorRunState.Cancelled;
            run.EndedAt = unit.Now;
            run.FailureSentence = "The run was cancelled before it began.";
        }

        unit.Record("monitor.run-cancelled", subject, request.Reason, RunFields.Details(run));
        var outcome = await unit.CommitAsync(run.State, ct);
        if (outcome.IsOk)
        {
            running.Cancel(run.Id);
        }

        return outcome;
    }
}
