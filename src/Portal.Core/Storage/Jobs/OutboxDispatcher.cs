using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Tenancy;

namespace Portal.Core.Storage.Jobs;

/// <summary>
/// Delivers what acts said, at least once. They come in the order in which they were said, but one that is tried again is overtaken by
/// later ones: a handler that needs an order takes it from the message's sequence. A message is claimed by moving its due time, so that of several nodes one delivers it; a node that dies leaves
/// it due again. After the last attempt it has failed for good and stays for a person to see.
/// </summary>
public sealed partial class OutboxDispatcher(PortalDatabase database, TenantDirectory tenants, IEnumerable<IOutboxHandler> handlers, TimeProvider clock, ILogger<OutboxDispatcher> log)
{
    /// <summary>Over some three hours.</summary>
    public const int MostAttempts = 25;

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
            try
            {
                delivered += await RunAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // What goes wrong for one tenant keeps no other tenant waiting.
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return delivered;
    }

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        var due = await db.Outbox.AsNoTracking().Where(row => row.DeliveredAt == null && row.FailedAt == null && row.DueAt <= now)
            .OrderBy(row => row.Sequence).ThenBy(row => row.CreatedAt).Take(Window).ToListAsync(ct);
        var delivered = 0;
        foreach (var message in due)
        {
            if (await ClaimAsync(db, message, clock.GetUtcNow(), ct) && await DeliverAsync(db, message, ct))
            {
                delivered++;
            }
        }

        return delivered;
    }

    private static async Task<bool> ClaimAsync(PortalDbContext db, OutboxMessage message, DateTimeOffset now, CancellationToken ct) =>
        await db.Outbox.Where(row => row.Id == message.Id && row.DeliveredAt == null && row.FailedAt == null && row.Attempts == message.Attempts && row.DueAt <= now)
            .ExecuteUpdateAsync(row => row.SetProperty(claimed => claimed.DueAt, now + s_lease).SetProperty(claimed => claimed.Attempts, claimed => claimed.Attempts + 1), ct) == 1;

    private async Task<bool> DeliverAsync(PortalDbContext db, OutboxMessage message, CancellationToken ct)
    {
        var mine = db.Outbox.Where(row => row.Id == message.Id);
        try
        {
            var body = JsonNode.Parse(message.Body)!.AsObject();
            var broken = new List<Exception>();
            foreach (var handler in _handlers[message.Kind])
            {
                await TryAsync(handler, message, body, broken, ct);
            }

            if (broken.Count > 0)
            {
                await KeepAsync(mine, message, broken[0], ct);
                return false;
            }
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            await KeepAsync(mine, message, broken, ct);
            return false;
        }

        var at = clock.GetUtcNow();
        await mine.ExecuteUpdateAsync(row => row.SetProperty(done => done.DeliveredAt, at), ct);
        return true;
    }

    /// <summary>What one room can't do yet keeps no other room from hearing; all of them bear the message again.</summary>
    private static async Task TryAsync(IOutboxHandler handler, OutboxMessage message, JsonObject body, List<Exception> broken, CancellationToken ct)
    {
        try
        {
            await handler.HandleAsync(Actor.ForJob(message.TenantId, "outbox"), message.Id, body.DeepClone().AsObject(), ct);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            broken.Add(failed);
        }
    }

    private async Task KeepAsync(IQueryable<OutboxMessage> mine, OutboxMessage message, Exception broken, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (due, failedAt) = (now + Wait(message.Attempts), message.Attempts + 1 >= MostAttempts ? now : (DateTimeOffset?)null);
        if (failedAt is null)
        {
            Log.NotDelivered(log, message.Kind, message.Id, broken);
        }
        else
        {
            Log.Failed(log, message.Kind, message.Id, MostAttempts, broken);
        }

        await mine.ExecuteUpdateAsync(
            row => row.SetProperty(failed => failed.DueAt, due).SetProperty(failed => failed.FailedAt, failedAt).SetProperty(failed => failed.LastError, broken.GetType().Name), ct);
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

        [LoggerMessage(EventId = 1002, Level = LogLevel.Critical, Message = "Outbox message {Kind} {Message} was not delivered in {Attempts} attempts; it is not tried again")]
        public static partial void Failed(ILogger logger, string kind, Guid message, int attempts, Exception exception);

        [LoggerMessage(EventId = 1003, Level = LogLevel.Error, Message = "The outbox of tenant {Tenant} could not be delivered; it is tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
