using Microsoft.Extensions.Logging;
using Portal.Core.Promotions;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Waiting;

/// <summary>
/// Asks for one environment, on behalf of all who wait for it, whether anything changed: at once after this node committed a change, and
/// every second for what other nodes did. Waiting itself holds no connection.
/// </summary>
internal sealed partial class EnvironmentWatch(PortalDatabase database, TenantId tenant, EnvironmentId environment, TimeProvider clock, ILogger<LiveWatch> log) : IDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _kicked = Source();
    private TaskCompletionSource _changed = Source();
    private LiveRevisions? _latest;

    /// <summary>How many wait; guarded by who keeps the watches.</summary>
    public int Waiting { get; set; }

    public TenantId Tenant => tenant;

    public void Begin() => _ = RunAsync(_ending.Token);

    public void Kick()
    {
        lock (_lock)
        {
            _kicked.TrySetResult();
        }
    }

    /// <summary>Completes with the first state that is news to the one who waits.</summary>
    public async Task<LiveRevisions> NextAsync(Func<LiveRevisions, bool> isNews, CancellationToken ct)
    {
        while (true)
        {
            LiveRevisions? latest;
            Task changed;
            lock (_lock)
            {
                (latest, changed) = (_latest, _changed.Task);
            }

            if (latest is not null && isNews(latest))
            {
                return latest;
            }

            await changed.WaitAsync(ct);
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                // Taken before the question: what is committed while it is asked leads to another one.
                var kicked = Renewed();
                await LookAsync(ct);
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(ct);
                await Task.WhenAny(kicked, Task.Delay(s_every, clock, pause.Token));
                await pause.CancelAsync();
                ct.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
    }

    private Task Renewed()
    {
        lock (_lock)
        {
            _kicked = Source();
            return _kicked.Task;
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await using var db = database.Open(tenant);
            var rows = await db.LiveDeployments.AsNoTracking().Where(row => row.EnvironmentId == environment)
                .Select(row => new LivePlace(row.EnvironmentId, row.ModelId, row.DeploymentId, row.Revision)).ToListAsync(ct);
            Publish(new LiveRevisions(rows.ToDictionary(row => row.Model)));
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.NotAsked(log, tenant.Value, broken);
        }
    }

    private void Publish(LiveRevisions now)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_latest?.Number == now.Number)
            {
                return;
            }

            (changed, _changed, _latest) = (_changed, Source(), now);
        }

        changed.SetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1510, Level = LogLevel.Warning, Message = "Whether anything went live for tenant {Tenant} could not be asked; it is asked again")]
        public static partial void NotAsked(ILogger logger, Guid tenant, Exception exception);
    }
}
