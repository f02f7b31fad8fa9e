using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>
/// The order in which an address hears of one subject: the order in which things happened. Judged in the database, in the statement that
/// claims a delivery, so that two nodes can't disagree about it.
/// </summary>
internal static class DeliveryOrder
{
    private static readonly string[] s_kinds = [.. WebhookKinds.All.Select(kind => kind.Kind)];

    /// <summary>
    /// What is due, wanted, and at the head of its subject: nothing earlier of the subject waits for this address, and no earlier message
    /// about it is still to be taken in. A late one has lost its place and stands in nobody's way.
    /// </summary>
    public static IQueryable<WebhookDelivery> Sendable(PortalDbContext db, DateTimeOffset now)
    {
        var (webhooks, deliveries, outbox, kinds) = (db.Webhooks, db.WebhookDeliveries, db.Outbox, s_kinds);
        return deliveries.Where(row => row.State == DeliveryState.Waiting && row.DueAt <= now
            && webhooks.Any(webhook => webhook.Id == row.WebhookId && webhook.State == WebhookState.Active)
            && (row.Subject == null || row.IsLate
                || (!deliveries.Any(earlier => earlier.WebhookId == row.WebhookId && earlier.Subject == row.Subject && earlier.Sequence < row.Sequence && earlier.State == DeliveryState.Waiting && !earlier.IsLate)
                    && !outbox.Any(message => message.Subject == row.Subject && message.Sequence < row.Sequence && message.DeliveredAt == null && message.FailedAt == null && kinds.Contains(message.Kind)
                        && !deliveries.Any(taken => taken.WebhookId == row.WebhookId && taken.Message == message.Id)))));
    }

    /// <summary>True when something later of the subject was tried at this address already.</summary>
    public static async Task<bool> IsOvertakenAsync(PortalDbContext db, WebhookId webhook, string? subject, long sequence, CancellationToken ct) =>
        subject is not null && await db.WebhookDeliveries.AnyAsync(row => row.WebhookId == webhook && row.Subject == subject && row.Sequence > sequence && row.Attempts > 0, ct);
}
