using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Reason">May be empty.</param>
public sealed record WithdrawPromotionRequest(int Number, string Reason = "");

/// <summary>Takes back a request that has not ended.</summary>
public sealed class WithdrawPromotion(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, WithdrawPromotionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if ((await PromotionFacts.FindAsync(unit.Db, request.Number, ct))?.At(unit.Now) is not { } facts)
        {
            return PromotionTexts.NotFound(request.Number);
        }

        var promotion = facts.Promotion;
        var subject = PromotionTexts.Subject(promotion);
        if (PromotionRules.RefusesWithdrawal(facts.Standing, unit.Actor) is { } refusal)
        {
            return await unit.RefuseAsync("promotion.withdraw", subject, refusal, ct);
        }

        if (PromotionTexts.RefusesNote(request.Reason) is { } invalid)
        {
            return invalid;
        }

        promotion.State = PromotionState.Withdrawn;
        promotion.EndedAt = unit.Now;
        await FollowUpStaging.CloseAsync(unit, promotion.Id, $"P-{promotion.Number} was withdrawn.", null, ct);
        unit.Record("promotion.withdrawn", subject, request.Reason.Length == 0 ? null : request.Reason.Trim());
        unit.Tell("promotion.withdrawn", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number });
        return await unit.CommitAsync(default(Done), ct);
    }
}
