using Portal.Core.Storage;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Notifications;

/// <summary>
/// What members were told long ago. A mail that waits to be sent stays, and one that failed for good for as long as it can be sent again;
/// so does what a message that is still to be heard would tell a second time.
/// </summary>
internal sealed class OldNotifications(RetentionOptions options) : IOldRows
{
    private static readonly MailState[] s_settled = [MailState.Sent, MailState.NotWanted, MailState.Failed];

    public async Task<int> DeleteSomeAsync(PortalDbContext db, DateTimeOffset now, int most, CancellationToken ct)
    {
        var (told, failed) = (now.AddDays(-options.NotificationDays), now.AddDays(-options.FailedDays));
        var outbox = db.Outbox;
        var deleted = 0;
        foreach (var state in s_settled)
        {
            // A mail was settled when it was last tried; one that nobody wanted, when it was made.
            var limit = state == MailState.Failed && failed < told ? failed : told;
            var old = db.Notifications.Where(row => row.Mail == state && row.MailDueAt < limit && row.CreatedAt < limit && !outbox.Any(message => message.Id == row.Message && message.DeliveredAt == null));
            var ids = await old.OrderBy(row => row.MailDueAt).Select(row => row.Id).Take(most).ToListAsync(ct);
            deleted += ids.Count == 0 ? 0 : await old.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
        }

        return deleted;
    }
}
