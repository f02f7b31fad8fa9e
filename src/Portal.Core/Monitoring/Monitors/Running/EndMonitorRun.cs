using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// Writes how an attempt ended, in one unit of work: the run, the findings of readings that breach, and what later rooms must hear.
/// Who lost the lease meanwhile writes nothing.
/// </summary>
internal sealed class EndMonitorRun(AuditTrail trail, MonitorOptions options)
{
    public async Task RunAsync(ClaimedRun claim, AttemptEnd ended, WindowMeasured? measured, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(Actor.ForJob(claim.Tenant, "monitors"), ct);
        var run = await unit.Db.MonitorRuns.SingleAsync(row => row.Id == claim.Id, ct);
        if (!MonitorRunRules.Holds(run.State, run.LeaseOwner, run.LeaseUntil, claim.Owner, unit.Now))
        {
            return;
        }

        run.LeaseOwner = null;
        run.LeaseUntil = null;
        run.Progress = 0;
        if (measured is not null)
        {
            await CompleteAsync(unit, claim, run, measured, ct);
        }
        else if (run.CancelRequested || ended == AttemptEnd.Cancelled)
        {
            Close(unit, claim, run, MonitorRunState.Cancelled, "The run was cancelled while it measured.");
        }
        else if (ended == AttemptEnd.HandedBack)
        {
            run.Attempt--;
            Requeue(unit, claim, run, unit.Now, "the node went down");
        }
        else if (MonitorRunRules.MayTryAgain(run.Attempt, options.MaxAttempts))
        {
            Requeue(unit, claim, run, unit.Now + MonitorRunRules.WaitAfter(run.Attempt), Why(ended));
        }
        else
        {
            Close(unit, claim, run, MonitorRunState.Failed, $"{Why(ended)} It was tried {run.Attempt} times and is not tried again by itself.");
        }

        await unit.CommitAsync(default(Done), ct);
    }

    private string Why(AttemptEnd ended) => ended == AttemptEnd.TimedOut
        ? $"Measuring took longer than {options.TimeoutSeconds} seconds, the limit."
        : "Measuring broke; the cause is in the server's log.";

    private static void Requeue(UnitOfWork unit, ClaimedRun claim, MonitorRun run, DateTimeOffset due, string why)
    {
        run.State = MonitorRunState.Queued;
        run.DueAt = due;
        var details = RunFields.Details(run);
        details["why"] = why;
        unit.Record("monitor.run-requeued", MonitorFields.Subject(claim.Monitor), details: details);
    }

    private static void Close(UnitOfWork unit, ClaimedRun claim, MonitorRun run, MonitorRunState state, string sentence)
    {
        run.State = state;
        run.EndedAt = unit.Now;
        run.FailureSentence = sentence;
        var details = RunFields.Details(run);
        details["state"] = state.ToString();
        details["sentence"] = sentence;
        unit.Record("monitor.run-ended", MonitorFields.Subject(claim.Monitor), details: details);
    }

    private static async Task CompleteAsync(UnitOfWork unit, ClaimedRun claim, MonitorRun run, WindowMeasured measured, CancellationToken ct)
    {
        var monitor = await unit.Db.Monitors.AsNoTracking().SingleAsync(row => row.Id == claim.Monitor.Id, ct);
        var again = run.Verdict is not null;
        run.State = MonitorRunState.Completed;
        run.EndedAt = unit.Now;
        run.Progress = 1;
        run.VersionId = measured.Version;
        run.Verdict = measured.Verdict;
        run.Sentence = Texts.Fit(measured.Sentence, Texts.LongestReason);
        run.Rows = measured.Rows;
        run.Readings = measured.Readings;

        // What another version did before it is no beginning of a row: the first odd window of a version is its own.
        var before = await unit.Db.MonitorRuns.Where(row => row.MonitorId == run.MonitorId && row.VersionId == run.VersionId && row.WindowTo < run.WindowTo && row.State == MonitorRunState.Completed)
            .OrderByDescending(row => row.WindowTo).Select(row => row.Verdict).Take(LongestLookBack).ToListAsync(ct);
        var standing = Hysteresis.Judge(measured.Verdict, before, monitor.WindowsInARow);
        var found = await KeepFindings.RunAsync(unit, monitor, run, measured, ct);
        var details = RunFields.Details(run);
        details["verdict"] = measured.Verdict.ToString();
        details["rows"] = measured.Rows;
        details["findings"] = found;
        details["inARow"] = standing.Row;
        unit.Record("monitor.measured", MonitorFields.Subject(monitor), details: details);
        if (standing.Acts && (!again || found > 0))
        {
            unit.Tell("monitor.breached", Message(monitor, run, standing));
        }
        else if (standing.Ends && !again)
        {
            unit.Tell("monitor.quiet", Message(monitor, run, standing));
        }
    }

    /// <summary>A long time of windows without enough data hides what was before; farther back than this it is over.</summary>
    private const int LongestLookBack = 100;

    private static JsonObject Message(Monitor monitor, MonitorRun run, WindowStanding standing) => new()
    {
        ["monitorId"] = monitor.Id.ToString(),
        ["runId"] = run.Id.ToString(),
        ["environmentId"] = monitor.EnvironmentId.ToString(),
        ["modelId"] = monitor.ModelId.ToString(),
        ["versionId"] = run.VersionId?.ToString(),
        ["windowFrom"] = RunFields.Text(run.WindowFrom),
        ["windowTo"] = RunFields.Text(run.WindowTo),
        ["inARow"] = standing.Row,

        // Whoever acts on it may want to know that the world went on since: a rollback for a window of last month helps nobody.
        ["isNewest"] = MonitorSchedule.Of(monitor).Calendar.NewestComplete(run.EndedAt!.Value).To == run.WindowTo,
    };
}
