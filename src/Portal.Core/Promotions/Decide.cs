using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Number">Of the promotion: 12 for P-12.</param>
/// <param name="EvidenceDigest">Of the evidence that the decider was shown.</param>
/// <param name="Stage">The place of the stage in the policy, from 0; null takes the first that is the decider's.</param>
public sealed record DecideRequest(int Number, DecisionVerdict Verdict, string Reason, string EvidenceDigest, int? Stage = null);

/// <summary>
/// One member's signed word on a stage of a promotion: approve, reject, or send back for changes. The approval that reaches the last
/// quorum makes the version live in the same transaction, or renews the approval of what is; with the evidence, the live version, the risk class or the region changed
/// meanwhile, it does nothing.
/// </summary>
public sealed class Decide(AuditTrail trail, PortalDatabase database, IPromotionTarget target, ApprovalChecks checks, TimeProvider clock)
{
    private const string Act = "promotion.decide";

    public async Task<Outcome<PromotionState>> RunAsync(Actor actor, DecideRequest request, CancellationToken ct)
    {
        var whole = await IsFileWholeAsync(actor, request, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        if ((await PromotionFacts.FindAsync(unit.Db, request.Number, ct))?.At(unit.Now) is not { } facts)
        {
            return PromotionTexts.NotFound(request.Number);
        }

        var promotion = facts.Promotion;
        var subject = PromotionTexts.Subject(promotion);
        var found = DecisionRules.Find(facts.Standing, await Decider.FindAsync(unit.Db, unit.Actor, unit.Now, ct), request.Verdict, request.Stage);
        if (!found.IsOk)
        {
            return await unit.RefuseAsync(Act, subject, found.Refusal, ct);
        }

        if ((Choices.Refuses("verdict", request.Verdict) ?? PromotionTexts.RefusesReason(request.Reason) ?? PromotionTexts.RefusesStale(promotion, request.EvidenceDigest)) is { } wrong)
        {
            return wrong;
        }

        if (PromotionRules.RefusesSignature(facts.Standing.Rules, actor.SignedInAt, unit.Now) is { } unsigned)
        {
            return unsigned;
        }

        var decision = Make(unit, facts, found.Value, request);
        var advance = PromotionRules.After(facts.Standing, found.Value.Counted(decision.MemberId, decision.Verdict));
        if (advance.State == PromotionState.Approved && await GoLiveAsync(unit, facts, whole, decision, ct) is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        unit.Db.Decisions.Add(decision);
        facts.Move(unit, advance.Stages);
        promotion.State = advance.State;
        promotion.EndedAt = PromotionRules.IsOpen(advance.State) ? null : unit.Now;
        if (advance.State == PromotionState.Rejected)
        {
            await FollowUpStaging.CloseAsync(unit, promotion.Id, $"P-{promotion.Number} was rejected.", null, ct);
        }

        Tell(unit, facts, found.Value, decision, actor.SignedInAt);
        return await unit.CommitAsync(promotion.State, ct);
    }

    /// <summary>
    /// Hashing a large file takes long, so it is done before the tenant's line is held: for every approval that counts, because others who
    /// approve at the same instant may make it the last. Null when it was not done.
    /// </summary>
    private async Task<bool?> IsFileWholeAsync(Actor actor, DecideRequest request, CancellationToken ct)
    {
        if (request.Verdict != DecisionVerdict.Approve)
        {
            return null;
        }

        await using var db = database.Open(actor.Tenant);
        if (await PromotionFacts.FindAsync(db, request.Number, ct) is not { } facts)
        {
            return null;
        }

        var found = DecisionRules.Find(facts.Standing, await Decider.FindAsync(db, actor, clock.GetUtcNow(), ct), request.Verdict, request.Stage);
        if (!found.IsOk)
        {
            return null;
        }

        var digest = await db.Versions.Where(row => row.Id == facts.Promotion.VersionId).Select(row => row.Digest).SingleAsync(ct);
        return await target.IsFileWholeAsync(actor.Tenant, digest, ct);
    }

    private async Task<Refusal?> GoLiveAsync(UnitOfWork unit, PromotionFacts facts, bool? whole, Decision decision, CancellationToken ct)
    {
        var place = (await target.FindAsync(unit.Db, [facts.Promotion.EnvironmentId], ct))[facts.Promotion.EnvironmentId];
        if (await checks.RefusesAsync(unit, facts, place, whole, ct) is { } refusal)
        {
            return refusal;
        }

        await (facts.Promotion.IsRenewal ? LiveApprovals.RenewAsync(unit, facts, ct) : target.DeployAsync(unit, facts.ToDeploy(place, decision.Reason, decision.MemberId), ct));
        return null;
    }

    private static Decision Make(UnitOfWork unit, PromotionFacts facts, DecisionPlace place, DecideRequest request) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = DecisionId.New(),
        PromotionId = facts.Promotion.Id,
        Stage = place.Stage.Index,
        Round = place.Stage.Round,
        MemberId = unit.Actor.Member!.Value,
        Seat = place.Seat,
        Verdict = request.Verdict,
        Reason = request.Reason.Trim(),
        EvidenceDigest = facts.Promotion.EvidenceDigest,
        At = unit.Now,
    };

    /// <summary>The trail keeps what was signed: who said what on which evidence, and how lately they had proven who they are.</summary>
    private static void Tell(UnitOfWork unit, PromotionFacts facts, DecisionPlace place, Decision decision, DateTimeOffset? signedInAt)
    {
        var promotion = facts.Promotion;
        unit.Record("promotion.decided", PromotionTexts.Subject(promotion), decision.Reason, new JsonObject
        {
            ["verdict"] = decision.Verdict.ToString(),
            ["stage"] = place.Stage.Stage.Name,
            ["round"] = decision.Round,
            ["evidence"] = promotion.EvidenceDigest.Hex,
            ["name"] = $"{facts.Frozen.Model.Name} version {facts.Frozen.Evidence.Candidate.Number}",
            ["environment"] = facts.Frozen.Environment.Name,
            ["inPlaceOf"] = decision.Seat == decision.MemberId ? null : decision.Seat.ToString(),
            ["signedInAt"] = signedInAt,
            ["state"] = promotion.State.ToString(),
        });
        var kind = decision.Verdict == DecisionVerdict.RequestChanges ? "promotion.changes-requested" : "promotion.decided";
        unit.Tell(kind, new JsonObject
        {
            ["promotionId"] = promotion.Id.ToString(),
            ["number"] = promotion.Number,
            ["state"] = promotion.State.ToString(),
            ["stage"] = decision.Stage,
            ["verdict"] = decision.Verdict.ToString(),
            ["renewal"] = promotion.IsRenewal,
        });
    }
}
