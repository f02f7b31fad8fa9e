using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Promotions.Stages;

namespace Portal.Core.Promotions;

/// <param name="Note">What the requester tells the deciders; may be empty.</param>
public sealed record RequestPromotionRequest(string Model, int Number, string Environment, string Note = "");

public sealed record RequestedPromotion(PromotionId Id, int Number, PromotionState State);

/// <summary>
/// Asks that a version goes live in an environment; of one that is live there already, where its evidence ages, that its approval is
/// renewed, which changes nothing there. Policy and evidence are frozen into the request; gates that fail refuse it or
/// demand exceptions, as the policy says. Where the policy asks for no approval and nothing blocks, the version is live at once.
/// </summary>
public sealed class RequestPromotion(AuditTrail trail, PromotionEvidence evidence, IPromotionTarget target)
{
    private const string Act = "promotion.request";

    public async Task<Outcome<RequestedPromotion>> RunAsync(Actor actor, RequestPromotionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var found = await evidence.CandidateAsync(unit.Db, request.Model, request.Number, request.Environment, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var candidate = found.Value;
        var subject = new AuditSubject("version", candidate.Version.Id.ToString(), candidate.Name);
        if (unit.Refuses(Permission.RequestPromotion) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (unit.Actor.Member is not { } requester)
        {
            return await unit.RefuseAsync(Act, subject, new(RefusalKind.Forbidden, "promotion.person", "A member asks for a promotion, never the portal itself."), ct);
        }

        if (PromotionTexts.RefusesNote(request.Note) is { } invalid)
        {
            return invalid;
        }

        var gathered = await evidence.GatherAsync(unit.Db, candidate, unit.Now, ct);
        if (gathered.Refusal is { } refusal)
        {
            return await unit.RefuseAsync(Act, subject, refusal, ct);
        }

        var live = gathered.Renewal is null && PromotionRules.Begin(gathered.Policy!.Rules, gathered.Verdicts, candidate.Name, candidate.Place.Name).Value == PromotionState.Approved;
        if (live && await target.RefusesFreezeAsync(unit.Db, candidate.Place, unit.Now, ct) is { } frozen)
        {
            return await unit.RefuseAsync(Act, subject, frozen, ct);
        }

        var promotion = Make(unit, candidate, gathered, requester, request.Note, 1 + (await unit.Db.Promotions.MaxAsync(row => (int?)row.Number, ct) ?? 0));
        unit.Db.Promotions.Add(promotion);
        Tell(unit, promotion, candidate, gathered);
        StageOpening.Add(unit, promotion, gathered.Policy!.Rules.StagesFor(promotion.State == PromotionState.NeedsException));
        var facts = PromotionFacts.Of(promotion, candidate.Version.RegisteredBy, candidate.Model.OwnerId);
        if (promotion.State == PromotionState.Waiting)
        {
            facts.Move(unit, StageRules.Open(facts.Standing.Stages));
        }

        if (promotion.State == PromotionState.Approved)
        {
            promotion.EndedAt = unit.Now;
            await (promotion.IsRenewal ? LiveApprovals.RenewAsync(unit, facts, ct) : target.DeployAsync(unit, facts.ToDeploy(candidate.Place, "The policy asks for no approval.", requester), ct));
        }

        return await unit.CommitAsync(new RequestedPromotion(promotion.Id, promotion.Number, promotion.State), ct);
    }

    private static Promotion Make(UnitOfWork unit, PromotionCandidate candidate, GatheredEvidence gathered, MemberId requester, string note, int number)
    {
        var policy = gathered.Policy!;
        var (json, digest) = gathered.Freeze(candidate, FrozenPolicies.Of(policy), []).Freeze();
        return new Promotion
        {
            TenantId = unit.Actor.Tenant,
            Id = PromotionId.New(),
            Number = number,
            ModelId = candidate.Model.Id,
            VersionId = candidate.Version.Id,
            EnvironmentId = candidate.Place.Id,
            IsRenewal = gathered.Renewal is not null,
            RequestedBy = requester,
            RequestedAt = unit.Now,
            Note = note.Trim(),
            Evidence = json,
            EvidenceDigest = digest,
            State = PromotionRules.Begin(policy.Rules, gathered.Verdicts, candidate.Name, candidate.Place.Name).Value,
            ExpiresAt = policy.Rules.Terms.ExpiresAfterDays is { } days ? unit.Now.AddDays(days) : null,
        };
    }

    private static void Tell(UnitOfWork unit, Promotion promotion, PromotionCandidate candidate, GatheredEvidence gathered)
    {
        var details = new JsonObject
        {
            ["version"] = candidate.Version.Id.ToString(),
            ["versionSha256"] = candidate.Version.Digest.Hex,
            ["name"] = candidate.Name,
            ["environment"] = candidate.Place.Name,
            ["policy"] = gathered.Policy!.Number,
            ["evidence"] = promotion.EvidenceDigest.Hex,
            ["champion"] = gathered.Evidence.Champion?.Number,
            ["renews"] = gathered.Renewal?.Promotion,
            ["state"] = promotion.State.ToString(),
        };
        unit.Record("promotion.requested", PromotionTexts.Subject(promotion), promotion.Note.Length == 0 ? null : promotion.Note, details);
        unit.Tell("promotion.requested", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number, ["state"] = promotion.State.ToString(), ["renewal"] = promotion.IsRenewal });
    }
}
