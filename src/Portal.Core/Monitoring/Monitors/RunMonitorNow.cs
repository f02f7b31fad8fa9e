using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="At">Any instant in the window; null for the newest that has ended.</param>
public sealed record RunMonitorNowRequest(string Name, DateTimeOffset? At = null);

/// <summary>Measures a window because a person wants it, also of a monitor that rests. A window that was measured is measured again in its own row: labels come late.</summary>
public sealed class RunMonitorNow(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<MonitorRunId>> RunAsync(Actor actor, RunMonitorNowRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await MonitorFields.FindAsync(unit.Db, request.Name, ct) is not { } monitor)
        {
            return MonitorFields.NotFound(request.Name);
        }

        var subject = MonitorFields.Subject(monitor);
        if (unit.Refuses(Permission.ManageMonitors) is { } forbidden)
        {
            return await unit.RefuseAsync("monitor.run", subject, forbidden, ct);
        }

        if (MonitorRunRules.RefusesInstant(request.At, unit.Now) is { } impossible)
        {
            return impossible;
        }

        var calendar = MonitorSchedule.Of(monitor).Calendar;
        var window = request.At is { } at ? calendar.At(at) : calendar.NewestComplete(unit.Now);
        var run = await unit.Db.MonitorRuns.SingleOrDefaultAsync(row => row.MonitorId == monitor.Id && row.WindowTo == window.To, ct);
        if ((MonitorRunRules.RefusesWindow(window, unit.Now) ?? MonitorRunRules.RefusesAgain(run?.State)) is { } refusal)
        {
            return refusal;
        }

        var before = run?.Verdict;
        if (run is null)
        {
            run = QueueDueWindows.Row(monitor, window, unit.Now);
            unit.Db.MonitorRuns.Add(run);
        }
        else
        {
            Requeue(run, unit.Now);
        }

        run.RequestedBy = unit.Actor.Member;
        unit.Record("monitor.run-asked", subject, details: new JsonObject { ["run"] = run.Id.ToString(), ["window"] = RunFields.Window(window), ["before"] = before?.ToString() });
        var outcome = await unit.CommitAsync(run.Id, ct);
        signal.Raise();
        return outcome;
    }

    /// <summary>With all attempts. What it said before stays until it is said anew.</summary>
    internal static void Requeue(MonitorRun run, DateTimeOffset now)
    {
        run.State = MonitorRunState.Queued;
        run.QueuedAt = now;
        run.DueAt = now;
        run.Attempt = 0;
        run.CancelRequested = false;
        run.Progress = 0;
        run.StartedAt = null;
        run.EndedAt = null;
        run.FailureSentence = null;
    }
}
