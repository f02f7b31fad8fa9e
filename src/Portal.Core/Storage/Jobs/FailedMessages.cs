using Portal.Core.Tenancy;

namespace Portal.Core.Storage.Jobs;

/// <summary>What was told and never heard: messages that failed for good, for operators to see and to send again.</summary>
public sealed class FailedMessages(PortalDatabase database, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>Of all tenants.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            await using var db = database.Open(tenant.Id);
            count += await db.Outbox.CountAsync(row => row.DeliveredAt == null && row.FailedAt != null, ct);
        }

        return count;
    }

    /// <summary>Makes them due again, with all attempts.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RetryAsync(CancellationToken ct)
    {
        var (count, now) = (0, clock.GetUtcNow());
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            await using var db = database.Open(tenant.Id);
            count += await db.Outbox.Where(row => row.DeliveredAt == null && row.FailedAt != null).ExecuteUpdateAsync(
                row => row.SetProperty(again => again.FailedAt, (DateTimeOffset?)null).SetProperty(again => again.Attempts, 0).SetProperty(again => again.DueAt, now), ct);
        }

        return count;
    }
}
