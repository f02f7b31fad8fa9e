namespace Portal.Core.Storage.Retention;

/// <summary>Messages that were heard, or failed for good and were left alone. What is still to be heard stays, whatever its age.</summary>
internal sealed class OldMessages(RetentionOptions options) : IOldRows
{
    public async Task<int> DeleteSomeAsync(PortalDbContext db, DateTimeOffset now, int most, CancellationToken ct)
    {
        var (heard, failed) = (now.AddDays(-options.MessageDays), now.AddDays(-options.FailedDays));
        return await DeleteAsync(db.Outbox.Where(row => row.DeliveredAt < heard), most, ct)
            + await DeleteAsync(db.Outbox.Where(row => row.DeliveredAt == null && row.FailedAt < failed), most, ct);
    }

    private static async Task<int> DeleteAsync(IQueryable<OutboxMessage> old, int most, CancellationToken ct)
    {
        var ids = await old.OrderBy(row => row.DeliveredAt).ThenBy(row => row.DueAt).Select(row => row.Id).Take(most).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await old.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
    }
}
