using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>From the id, by which programs address a promotion, to the number that people call it by.</summary>
public sealed class PromotionNumbers(PortalDatabase database)
{
    /// <returns>12 for P-12.</returns>
    public async Task<Outcome<int>> FindAsync(Actor actor, PromotionId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Promotions.Where(row => row.Id == id).Select(row => (int?)row.Number).SingleOrDefaultAsync(ct) is { } number ? number : Refusal.NotFound("This promotion");
    }
}
