namespace Portal.Web.Tests;

/// <summary>A clock that stands still, and whose timers run when a test says so.</summary>
public sealed class StoppedClock : TimeProvider
{
    private readonly List<StoppedTimer> _timers = [];

    /// <summary>Timers that were made and not disposed of, waiting or not.</summary>
    public int Timers => _timers.Count;

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StoppedTimer(this, callback, state) { Waits = dueTime != Timeout.InfiniteTimeSpan };
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Runs each timer that waits, as if its time had come.</summary>
    public void RunTimers()
    {
        foreach (var timer in _timers.Where(timer => timer.Waits).ToList())
        {
            timer.Run();
        }
    }

    private sealed class StoppedTimer(StoppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Waits { get; set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Waits = dueTime != Timeout.InfiniteTimeSpan;
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
