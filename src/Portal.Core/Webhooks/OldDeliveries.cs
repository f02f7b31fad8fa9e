using Portal.Core.Storage;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Webhooks;

/// <summary>
/// Deliveries that arrived, or failed for good and were left alone. What waits stays; so does what later rows are judged by: a message
/// that is still to be heard would be sent a second time, and a dead letter that is sent again must see that others overtook it.
/// </summary>
internal sealed class OldDeliveries(RetentionOptions options) : IOldRows
{
    public async Task<int> DeleteSomeAsync(PortalDbContext db, DateTimeOffset now, int most, CancellationToken ct)
    {
        var (arrived, failed) = (now.AddDays(-options.DeliveryDays), now.AddDays(-options.FailedDays));
        var (deliveries, outbox) = (db.WebhookDeliveries, db.Outbox);
        var over = deliveries.Where(row => !outbox.Any(message => message.Id == row.Message && message.DeliveredAt == null));
        return await DeleteAsync(over.Where(row => row.State == DeliveryState.Failed && row.DueAt < failed), most, ct)
            + await DeleteAsync(
                over.Where(row => row.State == DeliveryState.Delivered && row.DueAt < arrived
                    && !deliveries.Any(earlier => earlier.WebhookId == row.WebhookId && earlier.Subject == row.Subject && earlier.Sequence < row.Sequence && earlier.State != DeliveryState.Delivered)),
                most, ct);
    }

    private static async Task<int> DeleteAsync(IQueryable<WebhookDelivery> old, int most, CancellationToken ct)
    {
        var ids = await old.OrderBy(row => row.DueAt).Select(row => row.Id).Take(most).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await old.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
    }
}
