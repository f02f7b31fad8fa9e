using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>
/// Sends what is due, at least once. A delivery is claimed by moving its due time, so that of several nodes one sends it and a node that
/// dies leaves it due again. Receivers are served beside each other, one receiver's events one after the other; one that is slow or dead
/// gets a turn of bounded length in each pass, so that it holds up nobody else for longer than that.
/// </summary>
public sealed partial class WebhookDispatcher : IDisposable
{
    /// <summary>Events that a receiver gets in one turn.</summary>
    private const int Most = 200;
    private const int Beside = 8;
    private const int TenantsBeside = 4;
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    private readonly PortalDatabase _database;
    private readonly TenantDirectory _tenants;
    private readonly IWebhookSecrets _secrets;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<WebhookDispatcher> _log;
    private readonly WebhookSender _sender;

    public WebhookDispatcher(PortalDatabase database, TenantDirectory tenants, IWebhookSecrets secrets, WebhookOptions options, TimeProvider clock, ILogger<WebhookDispatcher> log)
    {
        (_database, _tenants, _secrets, _options, _clock, _log) = (database, tenants, secrets, options, clock, log);
        _sender = new WebhookSender(options);
    }

    /// <returns>How many were delivered.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var delivered = 0;
        await Parallel.ForEachAsync(await _tenants.ListAsync(ct), Options(TenantsBeside, ct), async (tenant, token) =>
        {
            try
            {
                Interlocked.Add(ref delivered, await RunAsync(tenant.Id, token));
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(_log, tenant.Id.Value, broken);
            }
        });
        return delivered;
    }

    public void Dispose() => _sender.Dispose();

    private static ParallelOptions Options(int beside, CancellationToken ct) => new() { MaxDegreeOfParallelism = beside, CancellationToken = ct };

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var delivered = 0;
        await Parallel.ForEachAsync(await WaitingAsync(tenant, ct), Options(Beside, ct), async (webhook, token) => Interlocked.Add(ref delivered, await ServeAsync(tenant, webhook, token)));
        return delivered;
    }

    /// <summary>Webhooks with something due.</summary>
    private async Task<List<WebhookId>> WaitingAsync(TenantId tenant, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var db = _database.Open(tenant);
        var due = db.WebhookDeliveries.Where(delivery => delivery.State == DeliveryState.Waiting && delivery.DueAt <= now);
        return await db.Webhooks.Where(webhook => webhook.State == WebhookState.Active && due.Any(delivery => delivery.WebhookId == webhook.Id)).Select(webhook => webhook.Id).ToListAsync(ct);
    }

    /// <summary>One receiver's turn. It ends with the first event that finds the receiver in trouble, and when it has taken as long as one event may.</summary>
    private async Task<int> ServeAsync(TenantId tenant, WebhookId id, CancellationToken ct)
    {
        var (delivered, began) = (0, _clock.GetTimestamp());
        for (var sent = 0; sent < Most && _clock.GetElapsedTime(began).TotalSeconds < _options.TimeoutSeconds; sent++)
        {
            if (await NextAsync(tenant, id, ct) is not var (delivery, webhook))
            {
                break;
            }

            if (await ClaimAsync(delivery, ct) is not { } mine)
            {
                continue;
            }

            var attempt = await TryAsync(mine, webhook, ct);
            delivered += attempt.Failure is null ? 1 : 0;
            if (WebhookRules.IsInTrouble(attempt.Failure, attempt.Status))
            {
                break;
            }
        }

        return delivered;
    }

    /// <summary>Read anew each time, so that what was edited, paused or removed meanwhile counts.</summary>
    private async Task<(WebhookDelivery Delivery, Webhook Webhook)?> NextAsync(TenantId tenant, WebhookId id, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var db = _database.Open(tenant);
        var row = await (
            from delivery in db.WebhookDeliveries.AsNoTracking()
            join webhook in db.Webhooks.AsNoTracking() on delivery.WebhookId equals webhook.Id
            where webhook.Id == id && webhook.State == WebhookState.Active && delivery.State == DeliveryState.Waiting && delivery.DueAt <= now
            orderby delivery.DueAt, delivery.Id
            select new { delivery, webhook }).FirstOrDefaultAsync(ct);
        return row is null ? null : (row.delivery, row.webhook);
    }

    private async Task<WebhookDelivery?> ClaimAsync(WebhookDelivery delivery, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var until = now + TimeSpan.FromSeconds(_options.TimeoutSeconds) + s_margin;
        await using var db = _database.Open(delivery.TenantId);
        var claimed = await db.WebhookDeliveries
            .Where(row => row.Id == delivery.Id && row.State == DeliveryState.Waiting && row.Attempts == delivery.Attempts && row.DueAt <= now)
            .ExecuteUpdateAsync(row => row.SetProperty(mine => mine.DueAt, until).SetProperty(mine => mine.Attempts, mine => mine.Attempts + 1), ct);
        return claimed == 1 ? delivery : null;
    }

    private async Task<WebhookAttempt> TryAsync(WebhookDelivery delivery, Webhook webhook, CancellationToken ct)
    {
        var at = _clock.GetUtcNow();
        var attempt = await SendAsync(delivery, webhook, at, ct);
        var attempts = delivery.Attempts + 1;
        var state = attempt.Failure is null ? DeliveryState.Delivered
            : attempts >= _options.MaxAttempts || WebhookRules.IsFinal(attempt.Status) ? DeliveryState.Failed
            : DeliveryState.Waiting;
        var due = state == DeliveryState.Waiting ? at + WebhookRules.Wait(attempts) : at;
        await using var db = _database.Open(delivery.TenantId);
        await db.WebhookDeliveries.Where(row => row.Id == delivery.Id && row.Attempts == attempts && row.State == DeliveryState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(done => done.State, state).SetProperty(done => done.DueAt, due).SetProperty(done => done.TriedAt, at)
                .SetProperty(done => done.Milliseconds, attempt.Milliseconds).SetProperty(done => done.Status, attempt.Status)
                .SetProperty(done => done.Answer, attempt.Answer).SetProperty(done => done.Failure, attempt.Failure),
            ct);
        if (state == DeliveryState.Failed)
        {
            Log.Failed(_log, delivery.Kind, delivery.Id.Value, attempts, attempt.Failure!);
        }

        return attempt;
    }

    private async Task<WebhookAttempt> SendAsync(WebhookDelivery delivery, Webhook webhook, DateTimeOffset at, CancellationToken ct)
    {
        try
        {
            return _secrets.Reveal(webhook.ProtectedSecret) is { } secret
                ? await _sender.SendAsync(webhook.Url, delivery, secret, at, ct)
                : new WebhookAttempt(null, null, "The secret can't be read any more: the key that it was protected with is gone. Renew the secret.", 0);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            // A defect of ours is an attempt like any other: it ends after so many.
            Log.Broke(_log, delivery.Kind, delivery.Id.Value, broken);
            return new WebhookAttempt(null, null, "It could not be sent; the cause is in the server's log.", 0);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1900, Level = LogLevel.Error, Message = "The webhooks of tenant {Tenant} could not be sent; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 1901, Level = LogLevel.Warning, Message = "Webhook {Kind} {Delivery} was not delivered in {Attempts} attempts and is not tried again: {Failure}")]
        public static partial void Failed(ILogger logger, string kind, Guid delivery, int attempts, string failure);

        [LoggerMessage(EventId = 1902, Level = LogLevel.Error, Message = "Webhook {Kind} {Delivery} could not be sent")]
        public static partial void Broke(ILogger logger, string kind, Guid delivery, Exception exception);
    }
}
