using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// Keeps this node's slots filled with due runs, few enough that pages stay quick. Tenants take turns. When a run ends its slot takes the
/// next at once, so that two hundred monitors of the same minute don't wait for the clock. The rows are the truth: a node that is killed
/// loses nothing but its leases.
/// </summary>
public sealed partial class MonitorRunner : IHostedService, IDisposable
{
    private readonly TenantDirectory _tenants;
    private readonly QueueDueWindows _queue;
    private readonly ClaimMonitorRun _claim;
    private readonly RequeueLostRuns _requeue;
    private readonly RunMonitor _run;
    private readonly MonitorOptions _options;
    private readonly ILogger<MonitorRunner> _log;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly SemaphoreSlim _filling = new(1, 1);
    private readonly ConcurrentDictionary<Guid, Task> _slots = [];
    private TenantId _last;

    internal MonitorRunner(
        TenantDirectory tenants, QueueDueWindows queue, ClaimMonitorRun claim, RequeueLostRuns requeue, RunMonitor run, MonitorOptions options, ILogger<MonitorRunner> log)
    {
        (_tenants, _queue, _claim, _requeue, _run, _options, _log) = (tenants, queue, claim, requeue, run, options, log);
    }

    /// <summary>Queues what is due, gives back what was lost, and fills the free slots; does not wait for them.</summary>
    /// <returns>How many slots were filled.</returns>
    public async Task<int> StartDueAsync(CancellationToken ct)
    {
        await _filling.WaitAsync(ct);
        try
        {
            foreach (var tenant in await _tenants.ListAsync(ct))
            {
                await TryAsync(tenant.Id, () => _queue.RunAsync(tenant.Id, ct), ct);
                await TryAsync(tenant.Id, () => _requeue.RunAsync(tenant.Id, ct), ct);
            }

            var started = 0;
            while (_options.Local && _slots.Count < _options.Slots && !_shutdown.IsCancellationRequested && await NextAsync(ct) is { } claimed)
            {
                Begin(claimed);
                started++;
            }

            return started;
        }
        finally
        {
            _filling.Release();
        }
    }

    /// <summary>Runs until nothing is due any more, and waits for all of it.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (await StartDueAsync(ct) > 0 || !_slots.IsEmpty)
        {
            await Task.WhenAll(_slots.Values).WaitAsync(ct);
        }
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What runs goes back to the queue before the node ends.</summary>
    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_slots.Values).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _shutdown.Dispose();
        _filling.Dispose();
    }

    /// <summary>Tenants take turns: after one of them got a slot, all others are asked before it gets the next.</summary>
    private async Task<ClaimedRun?> NextAsync(CancellationToken ct)
    {
        var all = await _tenants.ListAsync(ct);
        var first = 1 + all.ToList().FindIndex(tenant => tenant.Id == _last);
        for (var i = 0; i < all.Count; i++)
        {
            var tenant = all[(first + i) % all.Count].Id;
            if (await TryAsync(tenant, () => _claim.RunAsync(tenant, NewLease(), ct), ct) is { } claimed)
            {
                _last = tenant;
                return claimed;
            }
        }

        return null;
    }

    /// <summary>Of its own for each claim: this node may get a run again that it had lost.</summary>
    private static string NewLease() => $"{System.Environment.MachineName}/{System.Environment.ProcessId}/{Guid.CreateVersion7():N}";

    private void Begin(ClaimedRun claimed)
    {
        var slot = Guid.CreateVersion7();
        var entered = new TaskCompletionSource();
        _slots[slot] = RunAsync(slot, claimed, entered.Task);
        entered.SetResult();
    }

    /// <summary>One slot: this run, then as many others as are due.</summary>
    private async Task RunAsync(Guid slot, ClaimedRun claimed, Task entered)
    {
        await entered;
        await Task.Yield();
        try
        {
            for (var next = claimed; next is not null; next = await FollowingAsync())
            {
                await _run.RunAsync(next, _shutdown.Token);
            }
        }
        catch (Exception broken)
        {
            // A defect of ours: the lease runs out, and the run is tried again a bounded number of times.
            Log.Broke(_log, claimed.Id.Value, broken);
        }
        finally
        {
            _slots.TryRemove(slot, out _);
        }
    }

    private async Task<ClaimedRun?> FollowingAsync()
    {
        if (_shutdown.IsCancellationRequested)
        {
            return null;
        }

        await _filling.WaitAsync(CancellationToken.None);
        try
        {
            return await NextAsync(CancellationToken.None);
        }
        finally
        {
            _filling.Release();
        }
    }

    /// <summary>What goes wrong for one tenant keeps no other tenant waiting.</summary>
    private async Task<T?> TryAsync<T>(TenantId tenant, Func<Task<T>> run, CancellationToken ct)
    {
        try
        {
            return await run();
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.TenantBroke(_log, tenant.Value, broken);
            return default;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1500, Level = LogLevel.Error, Message = "Monitor run {Run} broke; its lease will run out")]
        public static partial void Broke(ILogger logger, Guid run, Exception exception);

        [LoggerMessage(EventId = 1503, Level = LogLevel.Error, Message = "The monitors of tenant {Tenant} could not be looked at; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
