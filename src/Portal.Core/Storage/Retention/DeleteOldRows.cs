using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;

namespace Portal.Core.Storage.Retention;

/// <summary>
/// Deletes what is older than the operator keeps it, tenant by tenant, in small steps, so that nobody waits for it. A run ends after so
/// many steps for each tenant; what is left goes in the next.
/// </summary>
internal sealed partial class DeleteOldRows(PortalDatabase database, TenantDirectory tenants, IEnumerable<IOldRows> rooms, TimeProvider clock, ILogger<DeleteOldRows> log)
{
    public const int AtOnce = 200;
    public const int MostSteps = 50;

    /// <returns>How many rows.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var deleted = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                deleted += await RunAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // One tenant's defect is no reason to keep another one's rows longer than agreed.
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return deleted;
    }

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var (now, deleted) = (clock.GetUtcNow(), 0);
        await using var db = database.Open(tenant);
        foreach (var room in rooms)
        {
            int some;
            var steps = 0;
            do
            {
                some = await room.DeleteSomeAsync(db, now, AtOnce, ct);
                deleted += some;
            }
            while (some > 0 && ++steps < MostSteps);
        }

        if (deleted > 0)
        {
            Log.Deleted(log, deleted, tenant.Value);
        }

        return deleted;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1010, Level = LogLevel.Error, Message = "Old messages, deliveries and notifications of tenant {Tenant} could not be deleted; it is tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "{Rows} old messages, deliveries and notifications of tenant {Tenant} were deleted")]
        public static partial void Deleted(ILogger logger, int rows, Guid tenant);
    }
}
