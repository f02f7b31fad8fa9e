using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;

namespace Portal.Core.Storage.Jobs;

/// <summary>
/// Delivers what acts said, at least once and in the order in which they said it. A message is claimed by moving its due time, so
/// that of several nodes one delivers it; a node that dies leaves it due again.
/// </summary>
public sealed partial class OutboxDispatcher(PortalDatabase database, TenantDirectory tenants, IEnumerable<IOutboxHandler> handlers, TimeProvider clock, ILogger<OutboxDispatcher> log)
{
    private const int Window = 100;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);
    private readonly ILookup<string, IOutboxHandler> _handlers = handlers.ToLookup(handler => handler.Kind, StringComparer.Ordinal);

    /// <returns>How many messages were delivered.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var delivered = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            delivered += await RunAsync(tenant.Id, ct);
        }

        return delivered;
    }

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        var due = await db.Outbox.AsNoTracking().Where(row => row.DeliveredAt == null && row.DueAt <= now)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(Window).ToListAsync(ct);
        var delivered = 0;
        foreach (var message in due)
        {
            if (await ClaimAsync(db, message, now, ct) && await DeliverAsync(db, message, ct))
            {
                delivered++;
            }
        }

        return delivered;
    }

    private static async Task<bool> ClaimAsync(PortalDbContext db, OutboxMessage message, DateTimeOffset now, CancellationToken ct) =>
        await db.Outbox.Where(row => row.Id == message.Id && row.DeliveredAt == null && row.Attempts == message.Attempts && row.DueAt <= now)
            .ExecuteUpdateAsync(row => row.SetProperty(claimed => claimed.DueAt, now + s_lease).SetProperty(claimed => claimed.Attempts, claimed => claimed.Attempts + 1), ct) == 1;

    private async Task<bool> DeliverAsync(PortalDbContext db, OutboxMessage message, CancellationToken ct)
    {
        var mine = db.Outbox.Where(row => row.Id == message.Id);
        try
        {
            var body = JsonNode.Parse(message.Body)!.AsObject();
            foreach (var handler in _handlers[message.Kind])
            {
                await handler.HandleAsync(Actor.ForJob(message.TenantId, "outbox"), message.Id, body, ct);
            }
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Log.NotDelivered(log, message.Kind, message.Id, broken);
            var due = clock.GetUtcNow() + Wait(message.Attempts);
            await mine.ExecuteUpdateAsync(row => row.SetProperty(failed => failed.DueAt, due).SetProperty(failed => failed.LastError, broken.GetType().Name), ct);
            return false;
        }

        var at = clock.GetUtcNow();
        await mine.ExecuteUpdateAsync(row => row.SetProperty(done => done.DeliveredAt, at), ct);
        return true;
    }

    private static TimeSpan Wait(int attempts)
    {
        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts + 1, 10)));
        return doubled < s_longestWait ? doubled : s_longestWait;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "Outbox message {Kind} {Message} was not delivered; it is tried again")]
        public static partial void NotDelivered(ILogger logger, string kind, Guid message, Exception exception);
    }
}
