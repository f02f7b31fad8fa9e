using System.Collections.Concurrent;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>What this node measures at the moment, so that a cancel reaches it at once; other nodes see it at their next heartbeat.</summary>
public sealed class RunningMonitors
{
    private readonly ConcurrentDictionary<MonitorRunId, CancellationTokenSource> _running = [];

    internal void Cancel(MonitorRunId run)
    {
        if (!_running.TryGetValue(run, out var stop))
        {
            return;
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended between the look and the cancel.
        }
    }

    internal IDisposable Enter(MonitorRunId run, CancellationTokenSource stop)
    {
        _running[run] = stop;
        return new Leaving(() => _running.TryRemove(run, out _));
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
