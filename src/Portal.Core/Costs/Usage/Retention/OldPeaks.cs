using Portal.Core.Storage;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Costs.Usage.Retention;

/// <summary>Peaks of accelerators go when single records of usage of their time go.</summary>
internal sealed class OldPeaks : IOldRows
{
    public async Task<int> DeleteSomeAsync(PortalDbContext db, DateTimeOffset now, int most, CancellationToken ct)
    {
        var before = now.AddDays(-(await db.UsageSettings.Select(row => (int?)row.RetentionDays).SingleOrDefaultAsync(ct) ?? UsageSettings.DefaultDays));
        var old = db.AcceleratorHours.Where(row => row.Hour < before);

        // The oldest hours that hold about as many rows as a step deletes.
        var until = await old.OrderBy(row => row.Hour).Select(row => (DateTimeOffset?)row.Hour).Take(most).MaxAsync(ct);
        return until is { } last ? await old.Where(row => row.Hour <= last).ExecuteDeleteAsync(ct) : 0;
    }
}
