using System.Collections.Concurrent;

namespace Portal.Core.Costs.Charges;

/// <summary>What this node reads now, so that a cancellation is heard at once. Other nodes hear it with their next heartbeat.</summary>
public sealed class RunningImports
{
    private readonly ConcurrentDictionary<ChargeImportId, CancellationTokenSource> _running = [];

    internal IDisposable Enter(ChargeImportId id, CancellationTokenSource stop)
    {
        _running[id] = stop;
        return new Leaving(() => _running.TryRemove(id, out _));
    }

    internal void Cancel(ChargeImportId id)
    {
        if (_running.TryGetValue(id, out var stop))
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in this moment.
            }
        }
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
