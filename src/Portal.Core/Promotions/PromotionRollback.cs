using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>Whether the way back is open before the way forth is taken. Reads the whole file of what is live.</summary>
public sealed class PromotionRollback(PortalDatabase database, IPromotionTarget target)
{
    public async Task<Outcome<RollbackPlan>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Promotions.AsNoTracking().Where(row => row.Number == number).Select(row => new { row.EnvironmentId, row.ModelId }).SingleOrDefaultAsync(ct) is { } found
            ? await target.RollbackPlanAsync(db, actor.Tenant, found.EnvironmentId, found.ModelId, ct)
            : PromotionTexts.NotFound(number);
    }
}
