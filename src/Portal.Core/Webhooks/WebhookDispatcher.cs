using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>
/// Sends what is due, at least once, and the events of one subject in order. A delivery is claimed by moving its due time, so that of
/// several nodes one sends it and a node that dies leaves it due again. Receivers are served beside each other, and so are the subjects
/// of one receiver; one that is slow or in trouble is left alone until the next run and holds up nobody else.
/// </summary>
public sealed partial class WebhookDispatcher : IDisposable
{
    private const int Window = 100;
    private const int TenantsBeside = 8;
    private const int ReceiversBeside = 8;
    private const int SubjectsBeside = 4;
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    private readonly PortalDatabase _database;
    private readonly TenantDirectory _tenants;
    private readonly IWebhookSecrets _secrets;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<WebhookDispatcher> _log;
    private readonly WebhookSender _sender;
    private readonly CancellationTokenSource _ending = new();

    /// <summary>Receivers that a run of this node is busy with; another run leaves them to it.</summary>
    private readonly ConcurrentDictionary<WebhookId, byte> _busy = new();

    public WebhookDispatcher(PortalDatabase database, TenantDirectory tenants, IWebhookSecrets secrets, WebhookOptions options, TimeProvider clock, ILogger<WebhookDispatcher> log)
    {
        (_database, _tenants, _secrets, _options, _clock, _log) = (database, tenants, secrets, options, clock, log);
        _sender = new WebhookSender(options);
    }

    /// <summary>Cancelled when the host ends.</summary>
    internal CancellationToken Ending => _ending.Token;

    /// <returns>How many were delivered.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var delivered = 0;
        await Parallel.ForEachAsync(await _tenants.ListAsync(ct), Beside(TenantsBeside, ct), async (tenant, token) =>
        {
            try
            {
                Interlocked.Add(ref delivered, await RunAsync(tenant.Id, token));
            }
            catch (Exception broken) when (!token.IsCancellationRequested)
            {
                Log.TenantBroke(_log, tenant.Id.Value, broken);
            }
        });
        return delivered;
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _sender.Dispose();
    }

    private static ParallelOptions Beside(int most, CancellationToken ct) => new() { MaxDegreeOfParallelism = most, CancellationToken = ct };

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var delivered = 0;
        await Parallel.ForEachAsync(await ReceiversAsync(tenant, ct), Beside(ReceiversBeside, ct), async (receiver, token) =>
        {
            if (_busy.TryAdd(receiver, 0))
            {
                try
                {
                    Interlocked.Add(ref delivered, await ServeAsync(tenant, receiver, token));
                }
                finally
                {
                    _busy.TryRemove(receiver, out _);
                }
            }
        });
        return delivered;
    }

    private async Task<List<WebhookId>> ReceiversAsync(TenantId tenant, CancellationToken ct)
    {
        await using var db = _database.Open(tenant);
        return await DeliveryOrder.Sendable(db, _clock.GetUtcNow()).Select(row => row.WebhookId).Distinct().ToListAsync(ct);
    }

    /// <summary>
    /// Sends the first of each subject, then the next of each, until nothing is left. The very first goes alone: a receiver in trouble is
    /// not asked more than that, and gets its turn again in the next run.
    /// </summary>
    private async Task<int> ServeAsync(TenantId tenant, WebhookId id, CancellationToken ct)
    {
        var (turn, before, beside) = (new Turn(), -1, 1);
        while (!turn.Ends && turn.Settled > before)
        {
            // Whatever came of the one that went alone, the others are asked after it.
            before = beside == 1 ? -1 : turn.Settled;
            var (webhook, heads) = await NextAsync(tenant, id, beside == 1 ? 1 : Window, ct);
            await Parallel.ForEachAsync(heads, Beside(beside, ct), async (head, token) =>
            {
                if (!turn.Ends && await ClaimAsync(head, token))
                {
                    turn.Take(await TryAsync(head, webhook!, token));
                }
            });
            beside = SubjectsBeside;
        }

        return turn.Delivered;
    }

    /// <summary>Read anew each time, so that what was edited, paused or removed meanwhile counts.</summary>
    private async Task<(Webhook? Webhook, List<WebhookDelivery> Heads)> NextAsync(TenantId tenant, WebhookId id, int most, CancellationToken ct)
    {
        await using var db = _database.Open(tenant);
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.State == WebhookState.Active, ct);
        return webhook is null ? (null, []) : (webhook, await DeliveryOrder.Sendable(db, _clock.GetUtcNow()).AsNoTracking().Where(row => row.WebhookId == id)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Sequence).Take(most).ToListAsync(ct));
    }

    private async Task<bool> ClaimAsync(WebhookDelivery delivery, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var until = now + TimeSpan.FromSeconds(_options.TimeoutSeconds) + s_margin;
        await using var db = _database.Open(delivery.TenantId);
        return await DeliveryOrder.Sendable(db, now).Where(row => row.Id == delivery.Id && row.Attempts == delivery.Attempts)
            .ExecuteUpdateAsync(row => row.SetProperty(mine => mine.DueAt, until).SetProperty(mine => mine.Attempts, mine => mine.Attempts + 1), ct) == 1;
    }

    private async Task<(DeliveryState State, bool InTrouble)> TryAsync(WebhookDelivery delivery, Webhook webhook, CancellationToken ct)
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

        return (state, WebhookRules.IsInTrouble(attempt.Failure, attempt.Status));
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

    /// <summary>What one receiver's turn came to; its deliveries end beside each other.</summary>
    private sealed class Turn
    {
        private int _delivered;
        private int _settled;
        private volatile bool _ends;

        public int Delivered => Volatile.Read(ref _delivered);

        /// <summary>Delivered, or failed for good: what comes after it in its subject can go.</summary>
        public int Settled => Volatile.Read(ref _settled);

        public bool Ends => _ends;

        public void Take((DeliveryState State, bool InTrouble) attempt)
        {
            Interlocked.Add(ref _delivered, attempt.State == DeliveryState.Delivered ? 1 : 0);
            Interlocked.Add(ref _settled, attempt.State == DeliveryState.Waiting ? 0 : 1);
            _ends |= attempt.InTrouble;
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
