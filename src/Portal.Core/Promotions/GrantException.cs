using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="EvidenceDigest">Of the evidence that the member was shown.</param>
/// <param name="Until">When it ends; null for the longest that the policy allows.</param>
/// <param name="FollowUp">What is to be put right by then; null for the usual sentence.</param>
public sealed record GrantExceptionRequest(int Number, string GateId, string Reason, string EvidenceDigest, DateTimeOffset? Until = null, string? FollowUp = null);

/// <param name="EvidenceDigest">Of the evidence with the exception in it: what deciders name from here on.</param>
public sealed record GrantedException(PromotionState State, string EvidenceDigest);

/// <summary>Lets one gate that blocks a promotion pass, for this promotion only and with a reason that becomes part of its evidence.</summary>
public sealed class GrantException(AuditTrail trail)
{
    public async Task<Outcome<GrantedException>> RunAsync(Actor actor, GrantExceptionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if ((await PromotionFacts.FindAsync(unit.Db, request.Number, ct))?.At(unit.Now) is not { } facts)
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

        var longest = unit.Now.AddDays(facts.Standing.Rules.Exceptions!.LongestDays);
        var until = KeptInstant.Of(request.Until ?? longest);
        if ((PromotionRules.RefusesEnd(until, unit.Now, longest) ?? Texts.Refuses("followUp", request.FollowUp ?? "", FollowUp.LongestWhat)) is { } endless)
        {
            return endless;
        }

        var followUp = await FollowUpStaging.StageAsync(unit, Order(facts, request, until), ct);
        var exception = Make(unit, promotion, request, until, followUp.Id);
        var granter = await unit.Db.Members.Where(row => row.Id == exception.GrantedBy).Select(row => row.Name).SingleAsync(ct);
        var before = promotion.EvidenceDigest;
        unit.Db.GateExceptions.Add(exception);
        (promotion.Evidence, promotion.EvidenceDigest) = facts.Frozen
            .With(new FrozenException(exception.GateId, exception.GrantedBy.Value, granter, exception.Reason, exception.At, exception.Until, followUp.Number)).Freeze();
        promotion.State = PromotionRules.Next(facts.Standing.OpenGates.Count - 1);
        if (promotion.State == PromotionState.Waiting)
        {
            facts.Move(unit, StageRules.Open(facts.Standing.Stages));
        }

        unit.Tell("exception.granted", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number, ["gate"] = exception.GateId, ["until"] = exception.Until });
        unit.Record("exception.granted", subject, exception.Reason, new JsonObject
        {
            ["gate"] = exception.GateId,
            ["until"] = exception.Until,
            ["followUp"] = followUp.Number,
            ["evidenceBefore"] = before.Hex,
            ["evidence"] = promotion.EvidenceDigest.Hex,
        });
        return await unit.CommitAsync(new GrantedException(promotion.State, promotion.EvidenceDigest.Hex), ct);
    }

    private static FollowUpOrder Order(PromotionFacts facts, GrantExceptionRequest request, DateTimeOffset until)
    {
        var gate = facts.Frozen.Verdicts.First(verdict => verdict.Id == request.GateId);
        var what = request.FollowUp is { } said && said.Trim().Length > 0 ? said.Trim() : $"{gate.Title}: make it pass, or take {facts.Frozen.Model.Name} version {facts.Frozen.Evidence.Candidate.Number} back.";
        return new(
            FollowUpKind.ExceptionEnds, facts.Promotion.EnvironmentId, facts.Promotion.ModelId, facts.Promotion.VersionId, what, until, Role.ComplianceOfficer, facts.Promotion.Id, request.GateId,
            gate.Title);
    }

    private static GateException Make(UnitOfWork unit, Promotion promotion, GrantExceptionRequest request, DateTimeOffset until, FollowUpId followUp) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = GateExceptionId.New(),
        PromotionId = promotion.Id,
        GateId = request.GateId,
        GrantedBy = unit.Actor.Member!.Value,
        Reason = request.Reason.Trim(),
        At = unit.Now,
        Until = until,
        FollowUpId = followUp,
    };
}
