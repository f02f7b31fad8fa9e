using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>
/// Sends what is due, at least once, and the events of one subject in order. A delivery is claimed by moving its due time, so that of
/// several nodes one sends it and a node that dies leaves it due again. Receivers are served beside each other, and so are the subjects
/// of one receiver; who doesn't answer is left alone until the next run and holds up nobody else.
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
        List<Webhook> receivers;
        await using (var db = _database.Open(tenant))
        {
            var wanted = DeliveryOrder.Sendable(db, _clock.GetUtcNow()).Select(row => row.WebhookId).Distinct();
            receivers = await db.Webhooks.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToListAsync(ct);
        }

        var delivered = 0;
        await Parallel.ForEachAsync(receivers, Beside(ReceiversBeside, ct), async (receiver, token) =>
        {
            if (_busy.TryAdd(receiver.Id, 0))
            {
                try
                {
                    Interlocked.Add(ref delivered, await ServeAsync(receiver, token));
                }
                finally
                {
                    _busy.TryRemove(receiver.Id, out _);
                }
            }
        });
        return delivered;
    }

    /// <summary>Sends the first of each subject, then the next of each, until nothing is left or no answer comes.</summary>
    private async Task<int> ServeAsync(Webhook receiver, CancellationToken ct)
    {
        var (delivered, settled, before) = (0, 0, -1);
        var answers = true;
        while (answers && settled > before)
        {
            before = settled;
            await Parallel.ForEachAsync(await HeadsAsync(receiver, ct), Beside(SubjectsBeside, ct), async (head, token) =>
            {
                if (!Volatile.Read(ref answers) || !await ClaimAsync(head, token))
                {
                    return;
                }

                var (state, answered) = await TryAsync(head, receiver, token);
                Interlocked.Add(ref delivered, state == DeliveryState.Delivered ? 1 : 0);
                Interlocked.Add(ref settled, state == DeliveryState.Waiting ? 0 : 1);
                if (!answered)
                {
                    Volatile.Write(ref answers, false);
                }
            });
        }

        return delivered;
    }

    private async Task<List<WebhookDelivery>> HeadsAsync(Webhook receiver, CancellationToken ct)
    {
        await using var db = _database.Open(receiver.TenantId);
        return await DeliveryOrder.Sendable(db, _clock.GetUtcNow()).AsNoTracking().Where(row => row.WebhookId == receiver.Id)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Sequence).Take(Window).ToListAsync(ct);
    }

    private async Task<bool> ClaimAsync(WebhookDelivery delivery, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var until = now + TimeSpan.FromSeconds(_options.TimeoutSeconds) + s_margin;
        await using var db = _database.Open(delivery.TenantId);
        return await DeliveryOrder.Sendable(db, now).Where(row => row.Id == delivery.Id && row.Attempts == delivery.Attempts)
            .ExecuteUpdateAsync(row => row.SetProperty(mine => mine.DueAt, until).SetProperty(mine => mine.Attempts, mine => mine.Attempts + 1), ct) == 1;
    }

    private async Task<(DeliveryState State, bool Answered)> TryAsync(WebhookDelivery delivery, Webhook webhook, CancellationToken ct)
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

        return (state, !WebhookRules.IsInTrouble(attempt.Failure, attempt.Status));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1900, Level = LogLevel.Error, Message = "The webhooks of tenant {Tenant} could not be sent; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 1901, Level = LogLevel.Warning, Message = "Webhook {Kind} {Delivery} was not delivered in {Attempts} attempts and is not tried again: {Failure}")]
        public static partial void Failed(ILogger logger, string kind, Guid delivery, int attempts, string failure);
    }
}
