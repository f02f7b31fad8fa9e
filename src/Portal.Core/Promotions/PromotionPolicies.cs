using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>What later rooms ask of the policy that a promotion was decided under.</summary>
public static class PromotionPolicies
{
    /// <summary>Null when the portal may take back by itself what the promotion made live.</summary>
    public static async Task<Refusal?> RefusesAutomaticRollbackAsync(PortalDbContext db, PromotionId id, CancellationToken ct)
    {
        var found = await db.Promotions.AsNoTracking().Where(row => row.Id == id).Select(row => new { row.Number, row.Evidence }).SingleAsync(ct);
        return FrozenEvidence.Parse(found.Evidence).Policy.Rules.Terms.AutomaticRollback
            ? null
            : new Refusal(RefusalKind.Blocked, "rollback.policy", $"Not rolled back: the policy of P-{found.Number} does not allow it.", "Somebody who may roll back decides.");
    }
}
