using Portal.Core.Promotions.Renewals;

namespace Portal.Core.Promotions;

/// <summary>What rules would say of a version.</summary>
/// <param name="State">Where its promotion would begin; null when it would be refused.</param>
/// <param name="Refusal">Why the rules refuse it; null when they do not.</param>
public sealed record TriedPolicy(IReadOnlyList<GateVerdict> Verdicts, PromotionState? State, Refusal? Refusal);

/// <summary>A version and a place, with everything that a request would rest on today. Pure from here on.</summary>
/// <param name="Version">Such as <c>mortgage version 3</c>.</param>
/// <param name="TermsThatRefuse">Which single terms the version does not meet, and why.</param>
/// <param name="Anyway">Why a request would be refused whatever the policy says; null when it would not.</param>
/// <param name="Freeze">Why nothing may go live there now; null when it may.</param>
public sealed record PromotionTrial(
    string Version, string Place, GateEvidence Evidence, IReadOnlyDictionary<PromotionTerms, Refusal> TermsThatRefuse, Refusal? Anyway, Refusal? Freeze)
{
    /// <summary>Each term about the version or its model, alone.</summary>
    internal static IReadOnlyList<PromotionTerms> TermsOneByOne { get; } =
    [
        .. Enum.GetValues<EnvironmentPurpose>().Select(purpose => new PromotionTerms(LiveBefore: purpose)),
        new PromotionTerms(UseCase: true),
    ];

    /// <summary>Whether the place has a fleet of devices.</summary>
    public bool HasFleet { get; init; }

    /// <summary>Until when the evidence of a version that is live there would be young enough; null where it is not live, or evidence would never age.</summary>
    public DateTimeOffset? EvidenceUntil(PolicyRules rules) => Evidence.Champion?.Id == Evidence.Candidate.Id ? RenewalRules.TermOf(rules.Terms, Evidence)?.Until : null;

    /// <summary>The same rules as of a real request, in the same order.</summary>
    public TriedPolicy Under(PolicyRules rules)
    {
        var verdicts = GateRules.Judge(rules.Gates, Evidence);
        if (TermsOneByOne.FirstOrDefault(asked => IsAsked(asked, rules.Terms) && TermsThatRefuse.ContainsKey(asked)) is { } unmet)
        {
            return new(verdicts, null, TermsThatRefuse[unmet]);
        }

        if (PromotionRules.RefusesRollout(rules.Rollout, Place, HasFleet, Evidence.Champion is not null) is { } rollout)
        {
            return new(verdicts, null, rollout);
        }

        if (RenewalRules.RefusesAge(rules.Terms, Evidence, Evidence.At, Version) is { } old)
        {
            return new(verdicts, null, old);
        }

        var begun = PromotionRules.Begin(rules, verdicts, Version, Place);
        var refusal = begun.Refusal ?? (begun.Value == PromotionState.Approved ? Freeze : null);
        return new(verdicts, refusal is null ? begun.Value : null, refusal);
    }

    private static bool IsAsked(PromotionTerms asked, PromotionTerms terms) =>
        asked.UseCase ? terms.UseCase : asked.LiveBefore == terms.LiveBefore;
}
