using Portal.Core.Storage;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Costs.Usage.Retention;

/// <summary>Single records of usage whose time is over by the tenant's own rule. Their sums stay.</summary>
internal sealed class OldUsage : IOldRows
{
    public async Task<int> DeleteSomeAsync(PortalDbContext db, DateTimeOffset now, int most, CancellationToken ct)
    {
        var before = now.AddDays(-(await db.UsageSettings.Select(row => (int?)row.RetentionDays).SingleOrDefaultAsync(ct) ?? UsageSettings.DefaultDays));
        var old = db.UsageRecords.Where(row => row.At < before);
        var ids = await old.OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => row.Id).Take(most).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await old.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
    }
}
