using Portal.Core.Audit;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;

namespace Portal.Core.Promotions;

/// <summary>What must still be true at the moment of the last approval: what was frozen says what was true when it was asked for.</summary>
public sealed class ApprovalChecks(IPromotionTarget target)
{
    private const string AskAgain = "Withdraw or reject it; the requester asks again, under the policy that holds now.";

    /// <summary>Null when nothing stands in the way.</summary>
    /// <param name="whole">Whether the version's file is what was registered; null when it was not looked at, because the decider had no say at that moment.</param>
    internal async Task<Refusal?> RefusesAsync(UnitOfWork unit, PromotionFacts facts, PromotionPlace place, bool? whole, CancellationToken ct)
    {
        var (promotion, frozen) = (facts.Promotion, facts.Frozen);
        var champion = await target.ChampionAsync(unit.Db, promotion.EnvironmentId, promotion.ModelId, ct);
        if (champion?.Value != frozen.Evidence.Champion?.Id)
        {
            return promotion.IsRenewal ? RenewalRules.RefusesVersion($"{frozen.Model.Name} version {frozen.Evidence.Candidate.Number}", place.Name, isRenewed: true, isLive: false) : new(
                RefusalKind.Stale, "promotion.live-changed", $"Another version went live in {place.Name} after P-{promotion.Number} was asked for, so it was compared with the wrong one.",
                "Reject it or send it back; the requester asks again, against what is live now.");
        }

        var model = await unit.Db.Models.AsNoTracking().SingleAsync(row => row.Id == promotion.ModelId, ct);
        return RefusesModel(promotion.Number, frozen, model)
            ?? target.RefusesPlace(place, frozen.Model.Name, model.AllowedRegions, model.DataClassification)
            ?? (promotion.IsRenewal ? null : await target.RefusesFreezeAsync(unit.Db, place, unit.Now, ct))
            ?? await RefusesTermsAsync(unit.Db, frozen.Policy.Rules.Terms, promotion.ModelId, promotion.VersionId, $"{frozen.Model.Name} version {frozen.Evidence.Candidate.Number}", ct)
            ?? PromotionRules.RefusesRollout(frozen.Policy.Rules.Rollout, place.Name, place.HasFleet, champion is not null)
            ?? RefusesAge(promotion, frozen, unit.Now)
            ?? RefusesEndedException(promotion, frozen, unit.Now)
            ?? (whole is null ? Refusal.Stale($"P-{promotion.Number}") : null)
            ?? (whole is true ? null : new(
                RefusalKind.Blocked, "promotion.artifact-damaged",
                $"The file of {frozen.Model.Name} version {frozen.Evidence.Candidate.Number} is lost or not what was registered, so it can't go live.",
                "Restore the artifact store from a backup, or reject the promotion."));
    }

    /// <summary>What the policy asks beside gates and stages. Asked when the promotion is, and again when it goes live.</summary>
    internal async Task<Refusal?> RefusesTermsAsync(PortalDbContext db, PromotionTerms terms, ModelId model, VersionId version, string name, CancellationToken ct)
    {
        if (terms.LiveBefore is { } purpose && !await target.WasLiveInAsync(db, version, purpose, ct))
        {
            return new(RefusalKind.Blocked, "promotion.path", $"{name} was never live in {purpose.InWords()}, where the policy wants it to prove itself first.", $"Ask for its promotion to {purpose.InWords()}.");
        }

        return terms.UseCase && await UseCaseStanding.OfModelAsync(db, model, ct) is not { State: UseCaseState.Approved }
            ? new(RefusalKind.Blocked, "promotion.use-case", $"{name} belongs to no use case that the review board approved, which the policy asks for.", "Assign the model to an approved use case, or submit one to the board.")
            : null;
    }

    /// <summary>Another policy would be asked for the model as it is now.</summary>
    internal static Refusal? RefusesModel(int number, FrozenEvidence frozen, Model model) =>
        model.RiskClass != frozen.Model.RiskClass
            ? new(
                RefusalKind.Stale, "promotion.risk-changed",
                $"{frozen.Model.Name} is {model.RiskClass.InWords()} now; P-{number} was asked for under the policy of {frozen.Model.RiskClass.InWords()}.",
                AskAgain)
            : model.DataClassification != frozen.Model.Classification
                ? new(
                    RefusalKind.Stale, "promotion.classification-changed",
                    $"The data of {frozen.Model.Name} is classified otherwise since P-{number} was asked for.",
                    AskAgain)
                : null;

    /// <summary>Evidence that was fresh when it was asked for may have aged while people decided.</summary>
    private static Refusal? RefusesAge(Promotion promotion, FrozenEvidence frozen, DateTimeOffset now)
    {
        var waived = frozen.Exceptions.Select(exception => exception.GateId).ToHashSet(StringComparer.Ordinal);
        var aged = GateRules.Judge([.. frozen.Policy.Rules.Gates.OfType<EvidenceAgeGate>()], frozen.Evidence with { At = now }).FirstOrDefault(verdict => verdict.Blocks && !waived.Contains(verdict.Id));
        var sentence = aged?.Sentence ?? RenewalRules.RefusesAge(frozen.Policy.Rules.Terms, frozen.Evidence, now, $"{frozen.Model.Name} version {frozen.Evidence.Candidate.Number}")?.Sentence;
        return sentence is null
            ? null
            : new(RefusalKind.Stale, "promotion.evidence-aged", $"The evidence of P-{promotion.Number} has aged while it was decided on. {sentence}", "Send it back; the requester evaluates again, and what looks at the evidence is approved again.");
    }

    /// <summary>What was let pass until a day is not let pass after it.</summary>
    private static Refusal? RefusesEndedException(Promotion promotion, FrozenEvidence frozen, DateTimeOffset now) =>
        frozen.Exceptions.FirstOrDefault(exception => exception.Until <= now) is { } ended
            ? new(
                RefusalKind.Stale, "promotion.exception-ended", $"The exception for {ended.GateId} has ended while P-{promotion.Number} was decided on.",
                "Send it back; answered, it waits for an exception again. Or reject it.")
            : null;
}
