using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="EvidenceDigest">Of the evidence that the member was shown.</param>
public sealed record GrantExceptionRequest(int Number, string GateId, string Reason, string EvidenceDigest);

/// <param name="EvidenceDigest">Of the evidence with the exception in it: what deciders name from here on.</param>
public sealed record GrantedException(PromotionState State, string EvidenceDigest);

/// <summary>Lets one gate that blocks a promotion pass, for this promotion only and with a reason that becomes part of its evidence.</summary>
public sealed class GrantException(AuditTrail trail)
{
    public async Task<Outcome<GrantedException>> RunAsync(Actor actor, GrantExceptionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await PromotionFacts.FindAsync(unit.Db, request.Number, ct) is not { } facts)
        {
            return PromotionTexts.NotFound(request.Number);
        }

        var promotion = facts.Promotion;
        var subject = PromotionTexts.Subject(promotion);
        if (PromotionRules.RefusesException(facts.Standing, unit.Actor, request.GateId) is { } refusal)
        {
            return await unit.RefuseAsync("exception.grant", subject, refusal, ct);
        }

        if ((PromotionTexts.RefusesReason(request.Reason) ?? PromotionTexts.RefusesStale(promotion, request.EvidenceDigest)) is { } wrong)
        {
            return wrong;
        }

        var exception = Make(unit, promotion, request);
        var before = promotion.EvidenceDigest;
        unit.Db.GateExceptions.Add(exception);
        (promotion.Evidence, promotion.EvidenceDigest) = facts.Frozen
            .With(new FrozenException(exception.GateId, exception.GrantedBy.Value, unit.Actor.Name, exception.Reason, exception.At)).Freeze();
        promotion.State = PromotionRules.Next(facts.Standing.OpenGates.Count - 1);
        if (promotion.State == PromotionState.Waiting)
        {
            facts.Move(unit, StageRules.Open(facts.Standing.Stages));
        }

        unit.Record("exception.granted", subject, exception.Reason, new JsonObject
        {
            ["gate"] = exception.GateId,
            ["evidenceBefore"] = before.Hex,
            ["evidence"] = promotion.EvidenceDigest.Hex,
        });
        return await unit.CommitAsync(new GrantedException(promotion.State, promotion.EvidenceDigest.Hex), ct);
    }

    private static GateException Make(UnitOfWork unit, Promotion promotion, GrantExceptionRequest request) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = GateExceptionId.New(),
        PromotionId = promotion.Id,
        GateId = request.GateId,
        GrantedBy = unit.Actor.Member!.Value,
        Reason = request.Reason.Trim(),
        At = unit.Now,
    };
}
