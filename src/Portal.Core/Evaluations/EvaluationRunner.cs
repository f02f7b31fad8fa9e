using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>
/// Keeps this node's slots filled with due evaluations. Tenants take turns, so that one with 500 queued holds nobody else up. The
/// rows are the truth: a node that is killed loses nothing but its leases.
/// </summary>
public sealed partial class EvaluationRunner : IHostedService, IDisposable
{
    private readonly TenantDirectory _tenants;
    private readonly EvaluationTurns _turns;
    private readonly RequeueLostEvaluations _requeue;
    private readonly RunEvaluation _run;
    private readonly EvaluationOptions _options;
    private readonly ILogger<EvaluationRunner> _log;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly SemaphoreSlim _filling = new(1, 1);
    private readonly ConcurrentDictionary<EvaluationId, (Task Task, SlotKind Slot)> _active = [];

    internal EvaluationRunner(
        TenantDirectory tenants, EvaluationTurns turns, RequeueLostEvaluations requeue, RunEvaluation run, EvaluationOptions options, ILogger<EvaluationRunner> log)
    {
        (_tenants, _turns, _requeue, _run, _options, _log) = (tenants, turns, requeue, run, options, log);
    }

    /// <summary>Gives back what was lost, starts as many due evaluations as there are free slots, and does not wait for them.</summary>
    /// <returns>How many were started.</returns>
    public async Task<int> StartDueAsync(CancellationToken ct)
    {
        await _filling.WaitAsync(ct);
        try
        {
            foreach (var tenant in await _tenants.ListAsync(ct))
            {
                await TryAsync(tenant.Id, () => _requeue.RunAsync(tenant.Id, ct), ct);
            }

            var started = 0;
            while (_options.Local && Free() is { Count: > 0 } free && !_shutdown.IsCancellationRequested && await _turns.NextAsync(LeaseHolder.Node(NewLease(), _options) with { Free = free }, ct) is { } claimed)
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
        while (await StartDueAsync(ct) > 0 || !_active.IsEmpty)
        {
            await Task.WhenAll(_active.Values.Select(running => running.Task)).WaitAsync(ct);
        }
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Running evaluations go back to the queue before the node ends.</summary>
    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_active.Values.Select(running => running.Task)).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _shutdown.Dispose();
        _filling.Dispose();
    }

    private IReadOnlyList<SlotKind> Free() => Slots.Free([.. _active.Values.Select(running => running.Slot)], _options.CoreSlots, _options.GpuSlots);

    /// <summary>Of its own for each claim: this node may get an evaluation again that it had lost.</summary>
    internal static string NewLease() => $"{System.Environment.MachineName}/{System.Environment.ProcessId}/{Guid.CreateVersion7():N}";

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

    private void Begin(ClaimedEvaluation claimed)
    {
        var task = RunAsync(claimed);
        _active[claimed.Id] = (task, claimed.Slot);
        _ = task.ContinueWith(_ => _active.TryRemove(claimed.Id, out (Task, SlotKind) _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task RunAsync(ClaimedEvaluation claimed)
    {
        await Task.Yield();
        try
        {
            await _run.RunAsync(claimed, _shutdown.Token);
        }
        catch (Exception broken)
        {
            // A defect of ours: the lease runs out, and the evaluation is tried again a bounded number of times.
            Log.Broke(_log, claimed.Id.Value, broken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1300, Level = LogLevel.Error, Message = "Evaluation {Evaluation} broke; its lease will run out")]
        public static partial void Broke(ILogger logger, Guid evaluation, Exception exception);

        [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "The queue of tenant {Tenant} could not be looked at; it is tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
