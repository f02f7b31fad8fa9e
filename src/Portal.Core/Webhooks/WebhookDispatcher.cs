using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>
/// Sends what is due, at least once. A delivery is claimed by moving its due time, so that of several nodes one sends it and a node that
/// dies leaves it due again. Receivers are served beside each other, one receiver's events one after the other; a slow or dead one holds
/// up nobody else.
/// </summary>
public sealed partial class WebhookDispatcher : IDisposable
{
    private const int Window = 200;
    private const int Beside = 8;
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
        foreach (var tenant in await _tenants.ListAsync(ct))
        {
            try
            {
                delivered += await RunAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(_log, tenant.Id.Value, broken);
            }
        }

        return delivered;
    }

    public void Dispose() => _sender.Dispose();

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        List<(WebhookDelivery Delivery, Webhook Webhook)> due;
        await using (var db = _database.Open(tenant))
        {
            var rows = await (
                from delivery in db.WebhookDeliveries.AsNoTracking()
                join webhook in db.Webhooks.AsNoTracking() on delivery.WebhookId equals webhook.Id
                where delivery.State == DeliveryState.Waiting && delivery.DueAt <= now && webhook.State == WebhookState.Active
                orderby delivery.DueAt, delivery.Id
                select new { delivery, webhook }).Take(Window).ToListAsync(ct);
            due = [.. rows.Select(row => (row.delivery, row.webhook))];
        }

        var delivered = 0;
        await Parallel.ForEachAsync(due.GroupBy(row => row.Webhook.Id), new ParallelOptions { MaxDegreeOfParallelism = Beside, CancellationToken = ct }, async (receiver, token) =>
        {
            foreach (var (delivery, webhook) in receiver)
            {
                if (await ClaimAsync(delivery, token) is { } mine && await TryAsync(mine, webhook, token))
                {
                    Interlocked.Increment(ref delivered);
                }
            }
        });
        return delivered;
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

    private async Task<bool> TryAsync(WebhookDelivery delivery, Webhook webhook, CancellationToken ct)
    {
        var at = _clock.GetUtcNow();
        var attempt = _secrets.Reveal(webhook.ProtectedSecret) is { } secret
            ? await _sender.SendAsync(webhook.Url, delivery, secret, at, ct)
            : new WebhookAttempt(null, null, "The secret can't be read any more: the key that it was protected with is gone. Renew the secret.", 0);
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

        return state == DeliveryState.Delivered;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1900, Level = LogLevel.Error, Message = "The webhooks of tenant {Tenant} could not be sent; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 1901, Level = LogLevel.Warning, Message = "Webhook {Kind} {Delivery} was not delivered in {Attempts} attempts and is not tried again: {Failure}")]
        public static partial void Failed(ILogger logger, string kind, Guid delivery, int attempts, string failure);
    }
}
