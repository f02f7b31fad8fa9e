using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Number">Of the promotion: 12 for P-12.</param>
/// <param name="EvidenceDigest">Of the evidence that the decider was shown.</param>
public sealed record DecideRequest(int Number, DecisionVerdict Verdict, string Reason, string EvidenceDigest);

/// <summary>
/// One member's word on a promotion: approve, reject, or send back for changes. An approval makes the version live in the same
/// transaction; with the evidence, the live version, the risk class or the region changed meanwhile, it does nothing.
/// </summary>
public sealed class Decide(AuditTrail trail, PortalDatabase database, IPromotionTarget target)
{
    private const string Act = "promotion.decide";

    public async Task<Outcome<PromotionState>> RunAsync(Actor actor, DecideRequest request, CancellationToken ct)
    {
        var file = request.Verdict == DecisionVerdict.Approve ? await IsFileWholeAsync(actor, request.Number, ct) : true;
        if (file.Refusal is { } early)
        {
            return early;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        if (await PromotionFacts.FindAsync(unit.Db, request.Number, ct) is not { } facts)
        {
            return PromotionTexts.NotFound(request.Number);
        }

        var promotion = facts.Promotion;
        var subject = PromotionTexts.Subject(promotion);
        if (PromotionRules.RefusesDecision(facts.Standing, unit.Actor, request.Verdict) is { } refusal)
        {
            return await unit.RefuseAsync(Act, subject, refusal, ct);
        }

        if ((Choices.Refuses("verdict", request.Verdict) ?? PromotionTexts.RefusesReason(request.Reason) ?? PromotionTexts.RefusesStale(promotion, request.EvidenceDigest)) is { } wrong)
        {
            return wrong;
        }

        var decider = unit.Actor.Member!.Value;
        if (request.Verdict == DecisionVerdict.Approve && await ApproveAsync(unit, facts, file.Value, decider, request.Reason, ct) is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        unit.Db.Decisions.Add(Make(unit, promotion, decider, request));
        promotion.State = PromotionRules.After(request.Verdict);
        promotion.EndedAt = unit.Now;
        Tell(unit, facts, request);
        return await unit.CommitAsync(promotion.State, ct);
    }

    /// <summary>Hashing a large file takes long, so it is done before the tenant's line is held; a version's file is never another one.</summary>
    private async Task<Outcome<bool>> IsFileWholeAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await db.Promotions.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) is not { } promotion)
        {
            return PromotionTexts.NotFound(number);
        }

        if (await trail.RefusesAsync(actor, Permission.DecidePromotion, Act, PromotionTexts.Subject(promotion), ct) is { } forbidden)
        {
            return forbidden;
        }

        var digest = await db.Versions.Where(row => row.Id == promotion.VersionId).Select(row => row.Digest).SingleAsync(ct);
        return await target.IsFileWholeAsync(actor.Tenant, digest, ct);
    }

    private async Task<Refusal?> ApproveAsync(UnitOfWork unit, PromotionFacts facts, bool whole, MemberId decider, string reason, CancellationToken ct)
    {
        var promotion = facts.Promotion;
        var place = (await target.FindAsync(unit.Db, [promotion.EnvironmentId], ct))[promotion.EnvironmentId];
        var champion = await target.ChampionAsync(unit.Db, promotion.EnvironmentId, promotion.ModelId, ct);
        if (champion?.Value != facts.Frozen.Evidence.Champion?.Id)
        {
            return new(RefusalKind.Stale, "promotion.live-changed", $"Another version went live in {place.Name} after P-{promotion.Number} was asked for, so it was compared with the wrong one.", "Reject it or send it back; the requester asks again, against what is live now.");
        }

        var model = await unit.Db.Models.Where(row => row.Id == promotion.ModelId).Select(row => new { row.RiskClass, row.AllowedRegions, row.DataClassification }).SingleAsync(ct);
        if (model.RiskClass != facts.Frozen.Model.RiskClass)
        {
            return new(
                RefusalKind.Stale, "promotion.risk-changed",
                $"{facts.Frozen.Model.Name} is {model.RiskClass.InWords()} now; P-{promotion.Number} was asked for under the policy of {facts.Frozen.Model.RiskClass.InWords()}.",
                "Reject it or send it back; the requester asks again, under the policy that holds now.");
        }

        if (target.RefusesPlace(place, facts.Frozen.Model.Name, model.AllowedRegions, model.DataClassification) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!whole)
        {
            return new(
                RefusalKind.Blocked, "promotion.artifact-damaged",
                $"The file of {facts.Frozen.Model.Name} version {facts.Frozen.Evidence.Candidate.Number} is lost or not what was registered, so it can't go live.",
                "Restore the artifact store from a backup, or reject the promotion.");
        }

        await target.DeployAsync(unit, facts.ToDeploy(place, reason.Trim(), decider), ct);
        return null;
    }

    private static Decision Make(UnitOfWork unit, Promotion promotion, MemberId decider, DecideRequest request) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = DecisionId.New(),
        PromotionId = promotion.Id,
        MemberId = decider,
        Verdict = request.Verdict,
        Reason = request.Reason.Trim(),
        EvidenceDigest = promotion.EvidenceDigest,
        At = unit.Now,
    };

    private static void Tell(UnitOfWork unit, PromotionFacts facts, DecideRequest request)
    {
        var promotion = facts.Promotion;
        unit.Record("promotion.decided", PromotionTexts.Subject(promotion), request.Reason.Trim(), new JsonObject
        {
            ["verdict"] = request.Verdict.ToString(),
            ["evidence"] = promotion.EvidenceDigest.Hex,
            ["name"] = $"{facts.Frozen.Model.Name} version {facts.Frozen.Evidence.Candidate.Number}",
            ["environment"] = facts.Frozen.Environment.Name,
        });
        unit.Tell("promotion.decided", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number, ["state"] = promotion.State.ToString() });
    }
}
