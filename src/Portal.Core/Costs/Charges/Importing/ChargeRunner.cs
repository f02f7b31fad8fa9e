using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// Reads queued files and writes sums anew where rules changed, one thing after the other on this node and tenant after tenant. The rows
/// are the truth: a node that is killed loses nothing but its lease.
/// </summary>
internal sealed partial class ChargeRunner(
    TenantDirectory tenants, ClaimImport claim, RequeueLostImports requeue, ReadImport read, AllocateAgain allocate, ILogger<ChargeRunner> log) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task _working = Task.CompletedTask;

    /// <summary>Begins with what is due, unless this node is at it; does not wait for it.</summary>
    public Task StartDueAsync()
    {
        if (_working.IsCompleted && !_shutdown.IsCancellationRequested)
        {
            _working = Task.Run(() => DrainAsync(_shutdown.Token), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    /// <summary>Works until nothing is due any more.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            foreach (var tenant in await tenants.ListAsync(ct))
            {
                await TryAsync(tenant.Id, ct);
            }
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            // The node goes down.
        }
        finally
        {
            _turn.Release();
        }
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        await _shutdown.CancelAsync();
        await _working.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _shutdown.Dispose();
        _turn.Dispose();
    }

    /// <summary>What goes wrong for one tenant keeps no other tenant waiting.</summary>
    private async Task TryAsync(TenantId tenant, CancellationToken ct)
    {
        try
        {
            await requeue.RunAsync(tenant, ct);
            while (await claim.RunAsync(tenant, NewLease(), ct) is { } claimed)
            {
                await read.RunAsync(claimed, ct);
                ct.ThrowIfCancellationRequested();
            }

            await allocate.RunAsync(tenant, ct);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.TenantBroke(log, tenant.Value, broken);
        }
    }

    /// <summary>Of its own for each claim: this node may get an import again that it had lost.</summary>
    private static string NewLease() => $"{System.Environment.MachineName}/{System.Environment.ProcessId}/{Guid.CreateVersion7():N}";

    private static partial class Log
    {
        [LoggerMessage(EventId = 2201, Level = LogLevel.Error, Message = "The charges of tenant {Tenant} could not be worked on; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
