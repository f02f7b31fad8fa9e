using Portal.Core.Promotions;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Freezes;

/// <summary>Finds the freezes that hold in an environment: its own and those of its purpose.</summary>
internal static class FreezeSearch
{
    public static async Task<Refusal?> RefusesAsync(PortalDbContext db, EnvironmentId environment, EnvironmentPurpose purpose, string name, DateTimeOffset at, CancellationToken ct) =>
        FreezeRules.Refuses(
            name,
            await Of(db, environment, purpose).Where(row => row.EndedAt == null && row.From <= at && row.Until > at)
                .Select(row => new FreezeSpan(row.Name, row.Reason, row.From, row.Until, row.TimeZone, row.EndedAt)).ToListAsync(ct),
            at);

    public static IQueryable<Freeze> Of(PortalDbContext db, EnvironmentId environment, EnvironmentPurpose purpose) =>
        db.Freezes.AsNoTracking().Where(row => row.EnvironmentId == environment || row.Purpose == purpose);
}
