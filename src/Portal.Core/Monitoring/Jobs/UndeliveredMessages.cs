using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Jobs;

/// <param name="Kind">What it tells of, such as <c>monitor.breached</c>.</param>
public sealed record UndeliveredMessage(Guid Id, string Kind, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset FailedAt, string? LastError);

/// <summary>The tenant's messages between rooms that failed for good: something that should have followed from an act did not.</summary>
public sealed class UndeliveredMessages(PortalDatabase database)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<UndeliveredMessage>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Outbox.AsNoTracking().Where(row => row.DeliveredAt == null && row.FailedAt != null).OrderByDescending(row => row.CreatedAt).Take(Most)
            .Select(row => new UndeliveredMessage(row.Id, row.Kind, row.CreatedAt, row.Attempts, row.FailedAt!.Value, row.LastError)).ToListAsync(ct);
    }
}
