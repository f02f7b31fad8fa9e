using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Renewals;

/// <summary>Until when the evidence of what is live in an environment is young enough.</summary>
/// <param name="Approval">The number of the promotion that approved it last.</param>
/// <param name="FollowUp">The number of what asks for a renewal; null while nothing does.</param>
/// <param name="Renewal">The number of the renewal that waits to be decided on; null without one.</param>
public sealed record LiveEvidence(string Environment, VersionId Version, DateTimeOffset Until, EvidenceState State, int Approval, int? FollowUp, int? Renewal);

/// <summary>The evidence of what is live, where it ages: for every page that shows what is live.</summary>
public sealed class LiveEvidenceList(PortalDatabase database, IPromotionTarget target, TimeProvider clock)
{
    /// <param name="versions">Of what is shown on one page.</param>
    public async Task<IReadOnlyList<LiveEvidence>> OfAsync(Actor actor, IReadOnlyCollection<VersionId> versions, CancellationToken ct)
    {
        if (versions.Count == 0)
        {
            return [];
        }

        await using var db = database.Open(actor.Tenant);
        var (promotions, followUps) = (db.Promotions, db.FollowUps);
        var rows = await db.LiveApprovals.AsNoTracking().Where(row => versions.Contains(row.VersionId)).Select(row => new
        {
            Row = row,
            Approval = promotions.Where(promotion => promotion.Id == row.PromotionId).Select(promotion => promotion.Number).First(),
            FollowUp = followUps.Where(followUp => followUp.Id == row.FollowUpId).Select(followUp => (int?)followUp.Number).FirstOrDefault(),
            Renewal = promotions.Where(promotion => promotion.IsRenewal && promotion.VersionId == row.VersionId && promotion.EnvironmentId == row.EnvironmentId
                && (promotion.State == PromotionState.NeedsException || promotion.State == PromotionState.Waiting || promotion.State == PromotionState.ChangesRequested)).Select(promotion => (int?)promotion.Number).FirstOrDefault(),
        }).ToListAsync(ct);
        var places = await target.FindAsync(db, [.. rows.Select(row => row.Row.EnvironmentId).Distinct()], ct);
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Select(found => new LiveEvidence(
                places[found.Row.EnvironmentId].Name, found.Row.VersionId, found.Row.EvidenceUntil, new EvidenceTerm(found.Row.EvidenceUntil, found.Row.RenewFrom).At(now),
                found.Approval, found.FollowUp, found.Renewal)),
        ];
    }
}
