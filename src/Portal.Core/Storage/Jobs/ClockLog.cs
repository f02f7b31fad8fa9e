using System.Collections.Concurrent;

namespace Portal.Core.Storage.Jobs;

/// <summary>One of the clock's jobs on this node.</summary>
/// <param name="Name">Such as <c>run-monitors</c>.</param>
/// <param name="Failure">The kind of error that its last run ended with; null when it ended well.</param>
public sealed record ClockJob(
    string Name, TimeSpan Every, DateTimeOffset? StartedAt, TimeSpan? Took, DateTimeOffset? NextAt, long Runs, long Failures, DateTimeOffset? FailedAt, string? Failure)
{
    public bool IsRunning { get; init; }
}

/// <summary>
/// What the clock of this node did last, in memory: each node has a clock of its own, and what was to be done stands in rows. Gone with
/// the process, as the clock's own schedule is.
/// </summary>
public sealed class ClockLog(IEnumerable<PortalJob> jobs, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ClockJob> _last = new(StringComparer.Ordinal);

    /// <summary>Somebody wants a job to run now.</summary>
    internal event EventHandler<ClockJobEventArgs>? Asked;

    /// <summary>A job begins.</summary>
    internal event EventHandler<ClockJobEventArgs>? Begun;

    /// <summary>Whether this process has a clock at all: commands have none.</summary>
    public bool HasClock => Asked is not null;

    public IReadOnlyList<ClockJob> List() => [.. jobs.Select(job => _last.GetValueOrDefault(job.Key.Name) ?? Unseen(job))];

    /// <returns>False when there is no such job, or no clock.</returns>
    public bool Ask(string name)
    {
        if (Asked is not { } asked || !jobs.Any(job => job.Key.Name == name))
        {
            return false;
        }

        asked(this, new ClockJobEventArgs(name));
        return true;
    }

    internal void Started(string name)
    {
        Begun?.Invoke(this, new ClockJobEventArgs(name));
        Change(name, job => job with { StartedAt = clock.GetUtcNow(), IsRunning = true, Runs = job.Runs + 1 });
    }

    /// <param name="failure">Null when it ended well.</param>
    internal void Ended(string name, DateTimeOffset? next, string? failure)
    {
        var now = clock.GetUtcNow();
        Change(name, job => job with
        {
            IsRunning = false,
            Took = now - job.StartedAt,
            NextAt = next ?? job.NextAt,
            Failure = failure,
            FailedAt = failure is null ? job.FailedAt : now,
            Failures = job.Failures + (failure is null ? 0 : 1),
        });
    }

    private void Change(string name, Func<ClockJob, ClockJob> change)
    {
        if (jobs.FirstOrDefault(job => job.Key.Name == name) is { } known)
        {
            _last.AddOrUpdate(name, _ => change(Unseen(known)), (_, job) => change(job));
        }
    }

    private static ClockJob Unseen(PortalJob job) => new(job.Key.Name, job.Every, null, null, null, 0, 0, null, null);
}

internal sealed class ClockJobEventArgs(string name) : EventArgs
{
    public string Name => name;
}
