namespace Portal.Core.Monitoring.Monitors;

/// <summary>What a run's way is decided by: plain data in, verdict out.</summary>
public static class MonitorRunRules
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(15);

    /// <summary>How long a claim holds without being renewed. A node that dies gives its runs back after that.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Whether what the owner says still counts: it runs, it is the owner's, and the lease has not run out, whether or not anybody noticed.</summary>
    public static bool Holds(MonitorRunState state, string? leaseOwner, DateTimeOffset? leaseUntil, string owner, DateTimeOffset now) =>
        state == MonitorRunState.Running && leaseOwner == owner && leaseUntil >= now;

    public static bool MayTryAgain(int attempt, int maxAttempts) => attempt < maxAttempts;

    /// <summary>15 seconds, a minute, four minutes.</summary>
    public static TimeSpan WaitAfter(int attempt) => s_firstWait * Math.Pow(4, Math.Clamp(attempt - 1, 0, 4));

    /// <summary>What becomes of a run whose holder went away.</summary>
    public static MonitorRunState AfterLoss(bool cancelRequested, int attempt, int maxAttempts) =>
        cancelRequested ? MonitorRunState.Cancelled : MayTryAgain(attempt, maxAttempts) ? MonitorRunState.Queued : MonitorRunState.Failed;

    public static Refusal? RefusesCancel(MonitorRunState state) => state is MonitorRunState.Queued or MonitorRunState.Running
        ? null
        : new Refusal(RefusalKind.Conflict, "monitor-run.ended", "This run has ended already.");

    public static Refusal? RefusesRetry(MonitorRunState state) => state is MonitorRunState.Failed or MonitorRunState.Cancelled
        ? null
        : new Refusal(
            RefusalKind.Conflict, "monitor-run.not-failed", "Only a run that failed or was cancelled can be tried again.",
            "Run the monitor on this window instead, where newer data have come since.");

    /// <summary>A window that has a run is measured again in the same row, unless that run is still on its way.</summary>
    public static Refusal? RefusesAgain(MonitorRunState? state) => state is MonitorRunState.Queued or MonitorRunState.Running
        ? new Refusal(RefusalKind.Conflict, "monitor-run.open", "This window is being measured already.", "Wait for it, or cancel it first.")
        : null;

    /// <summary>Whether a calendar has a window there that could have ended. The ends of all time have no neighbours.</summary>
    /// <param name="at">Null for the newest.</param>
    public static Refusal? RefusesInstant(DateTimeOffset? at, DateTimeOffset now) =>
        at < DateTimeOffset.UnixEpoch ? Refusal.Invalid("at", "No window lies before 1970.")
        : at > now ? Refusal.Invalid("at", "This instant has not come yet. A window that still fills is never judged.")
        : null;

    public static Refusal? RefusesWindow(MonitorWindow window, DateTimeOffset now) => window.IsCompleteAt(now)
        ? null
        : new Refusal(
            RefusalKind.Conflict, "monitor-run.incomplete", $"This window ends at {window.To:yyyy-MM-dd HH:mm} UTC. A window that still fills is never judged.", "Choose one that has ended.");
}
