using System.Collections.Concurrent;

namespace Portal.Core.Evaluations;

/// <summary>What this node runs at the moment, so that a cancel reaches it at once; other nodes see it at their next heartbeat.</summary>
public sealed class RunningEvaluations
{
    private readonly ConcurrentDictionary<EvaluationId, CancellationTokenSource> _running = [];

    internal bool Cancel(EvaluationId evaluation)
    {
        if (!_running.TryGetValue(evaluation, out var stop))
        {
            return false;
        }

        try
        {
            stop.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            // It ended between the look and the cancel.
            return false;
        }
    }

    internal IDisposable Enter(EvaluationId evaluation, CancellationTokenSource stop)
    {
        _running[evaluation] = stop;
        return new Leaving(() => _running.TryRemove(evaluation, out _));
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
