using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>A promotion with what rules ask about it.</summary>
internal sealed record PromotionFacts(Promotion Promotion, FrozenEvidence Frozen, PromotionStanding Standing)
{
    /// <summary>Null when the tenant has none of that number. Tracked, with its decisions.</summary>
    public static async Task<PromotionFacts?> FindAsync(PortalDbContext db, int number, CancellationToken ct)
    {
        var promotion = await db.Promotions.Include(row => row.Decisions).SingleOrDefaultAsync(row => row.Number == number, ct);
        if (promotion is null)
        {
            return null;
        }

        var registeredBy = await db.Versions.Where(row => row.Id == promotion.VersionId).Select(row => row.RegisteredBy).SingleAsync(ct);
        return Of(promotion, registeredBy);
    }

    public static PromotionFacts Of(Promotion promotion, MemberId registeredBy)
    {
        var frozen = FrozenEvidence.Parse(promotion.Evidence);
        return new(promotion, frozen, new PromotionStanding(
            promotion.Number, promotion.State, promotion.RequestedBy, registeredBy, [.. promotion.Decisions.Select(decision => decision.MemberId)],
            frozen.Policy.Rules.ExceptionsAllowed, [.. frozen.Verdicts.Where(verdict => verdict.IsOpen).Select(verdict => verdict.Id)]));
    }

    public PromotedVersion ToDeploy(PromotionPlace place, string reason, MemberId startedBy) => new(
        Promotion.Id, Promotion.Number, place, Promotion.ModelId, Frozen.Model.Name, Promotion.VersionId, Frozen.Evidence.Candidate.Number, reason, startedBy);
}
