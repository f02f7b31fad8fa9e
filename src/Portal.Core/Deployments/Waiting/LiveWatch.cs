using Microsoft.Extensions.Logging;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Deployments.Waiting;

/// <summary>Who waits at this node for what is live to change: so many of a tenant, and no more.</summary>
public sealed class LiveWatch : IDisposable
{
    private static readonly string[] s_kinds = ["deployment.", "rollout."];

    private readonly PortalDatabase _database;
    private readonly WorkSignal _signal;
    private readonly LiveOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<LiveWatch> _log;
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, EnvironmentId), EnvironmentWatch> _watches = [];

    public LiveWatch(PortalDatabase database, WorkSignal signal, LiveOptions options, TimeProvider clock, ILogger<LiveWatch> log)
    {
        (_database, _signal, _options, _clock, _log) = (database, signal, options, clock, log);
        _signal.Told += Heard;
    }

    /// <summary>Begins to wait. Whoever waits keeps the place and gives it back by disposing of it.</summary>
    public Outcome<LiveWaiter> Join(TenantId tenant, EnvironmentId environment)
    {
        lock (_lock)
        {
            if (WaitingOf(tenant) >= _options.MaxWaiting)
            {
                return new Refusal(
                    RefusalKind.TooMany, "live.waiting", $"{_options.MaxWaiting} programs of this organisation wait here already, which is the most.", "Ask without waiting, or listen to the events of the environment: one stream tells of all its models.");
            }

            if (!_watches.TryGetValue((tenant, environment), out var watch))
            {
                _watches[(tenant, environment)] = watch = new EnvironmentWatch(_database, tenant, environment, _clock, _log);
                watch.Begin();
            }

            watch.Waiting++;
            return new LiveWaiter(watch, () => Leave(tenant, environment, watch));
        }
    }

    public int WaitingOf(TenantId tenant)
    {
        lock (_lock)
        {
            return _watches.Values.Where(watch => watch.Tenant == tenant).Sum(watch => watch.Waiting);
        }
    }

    public void Dispose()
    {
        _signal.Told -= Heard;
        lock (_lock)
        {
            foreach (var watch in _watches.Values)
            {
                watch.Dispose();
            }

            _watches.Clear();
        }
    }

    private void Leave(TenantId tenant, EnvironmentId environment, EnvironmentWatch watch)
    {
        lock (_lock)
        {
            if (--watch.Waiting == 0 && _watches.Remove((tenant, environment)))
            {
                watch.Dispose();
            }
        }
    }

    private void Heard(object? sender, ToldEventArgs told)
    {
        if (!told.Kinds.Any(kind => Array.Exists(s_kinds, beginning => kind.StartsWith(beginning, StringComparison.Ordinal))))
        {
            return;
        }

        lock (_lock)
        {
            foreach (var watch in _watches.Values.Where(watch => watch.Tenant == told.Tenant))
            {
                watch.Kick();
            }
        }
    }
}

/// <summary>One who waits.</summary>
public sealed class LiveWaiter : IDisposable
{
    private readonly EnvironmentWatch _watch;
    private Action? _leave;

    internal LiveWaiter(EnvironmentWatch watch, Action leave) => (_watch, _leave) = (watch, leave);

    /// <summary>Completes with the first state that is news.</summary>
    public Task<LiveRevisions> NextAsync(Func<LiveRevisions, bool> isNews, CancellationToken ct) => _watch.NextAsync(isNews, ct);

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
