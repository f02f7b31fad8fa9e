using System.Globalization;
using Portal.Core.Storage;

namespace Portal.Core.Promotions.Renewals;

/// <summary>How the evidence of an approval stands at an instant.</summary>
public enum EvidenceState
{
    Young,

    /// <summary>It is too old soon: the portal asks for a renewal.</summary>
    Aging,
    TooOld,
}

/// <param name="Until">From then on the evidence is too old.</param>
/// <param name="RenewFrom">From then on a renewal is asked for.</param>
public sealed record EvidenceTerm(DateTimeOffset Until, DateTimeOffset RenewFrom)
{
    public EvidenceState At(DateTimeOffset now) => now >= Until ? EvidenceState.TooOld : now >= RenewFrom ? EvidenceState.Aging : EvidenceState.Young;
}

/// <summary>How long an approval carries what is live, when it has to be renewed, and on what. Pure: null means allowed.</summary>
public static class RenewalRules
{
    /// <summary>Three years: what is looked at less often is not looked at again.</summary>
    public const int MostDays = 1095;

    /// <summary>An evaluation, a request and its stages take days: nobody does them in the hour of a rollback.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(3);

    private const double ShortestNoticeDays = 1;
    private const double LongestNoticeDays = 30;
    private const double NoticeShare = 0.2;

    /// <summary>Null where the policy lets evidence never age.</summary>
    public static EvidenceTerm? TermOf(PromotionTerms terms, GateEvidence evidence)
    {
        if (terms.EvidenceDays is not { } days)
        {
            return null;
        }

        var until = MeasuredAt(evidence).AddDays(days);
        return new(KeptInstant.Of(until), KeptInstant.Of(until - Notice(days)));
    }

    public static EvidenceTerm? TermOf(FrozenEvidence frozen) => TermOf(frozen.Policy.Rules.Terms, frozen.Evidence);

    /// <summary>The last fifth of the time: at least a day, at most thirty.</summary>
    public static TimeSpan Notice(int days) => TimeSpan.FromDays(Math.Clamp(days * NoticeShare, ShortestNoticeDays, LongestNoticeDays));

    /// <summary>When a renewal is due. Where the evidence was too old before anybody could be asked, there are days left to do it in.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset until, DateTimeOffset now) => until > now + Grace ? until : now + Grace;

    /// <summary>What is too old to approve on: the approval would carry nothing.</summary>
    /// <param name="version">Such as <c>mortgage version 3</c>.</param>
    public static Refusal? RefusesAge(PromotionTerms terms, GateEvidence evidence, DateTimeOffset now, string version) =>
        TermOf(terms, evidence)?.At(now) == EvidenceState.TooOld
            ? new(
                RefusalKind.Blocked, "promotion.evidence-too-old",
                $"{version} was evaluated on {Day(MeasuredAt(evidence))}; the policy wants what is live approved on evidence of at most {PolicySentences.Count(terms.EvidenceDays!.Value, "day")}.",
                "Run the evaluation again, then ask.")
            : null;

    /// <summary>A renewal rests on evidence that was not there before: measured later, and another one. The digest is the evidence's name, so the same digest is the same evidence, whenever it was made.</summary>
    public static Refusal? RefusesEvidence(FrozenRenewal renewed, GateEvidence evidence, string version)
    {
        if (evidence.Candidate.Evaluation is not { } now)
        {
            return new(RefusalKind.Blocked, "promotion.renewal-unevaluated", $"{version} has no completed evaluation on the model's evaluation data, so there is nothing new to approve it on.", "Run the evaluation, then ask for the renewal.");
        }

        if (renewed.Evaluation is not { } before)
        {
            return null;
        }

        if (now.EndedAt <= before.EndedAt)
        {
            return new(
                RefusalKind.Blocked, "promotion.evidence-not-newer",
                $"The newest evaluation of {version} is of {Day(now.EndedAt)}, and {Named(renewed)} rests on one of {Day(before.EndedAt)}: nothing was measured since.",
                "Run the evaluation again, on data of today, then ask for the renewal.");
        }

        return now.EvidenceSha256 == before.EvidenceSha256
            ? new(
                RefusalKind.Blocked, "promotion.evidence-same",
                $"{version} was evaluated again on {now.Dataset}, and came out as the very evidence that {Named(renewed)} rests on: the same digest, so nothing new is known of it.",
                $"Register a newer snapshot of the data, make it the model's evaluation data, and run the evaluation again on that.")
            : null;
    }

    /// <summary>What is renewed is live there and stays; anything else is asked for by a promotion.</summary>
    /// <param name="isRenewed">Whether it is the version that the renewal was asked for.</param>
    /// <param name="isLive">Whether it is what is live there now.</param>
    public static Refusal? RefusesVersion(string version, string place, bool isRenewed, bool isLive) =>
        !isRenewed ? new(RefusalKind.Conflict, "promotion.renewal-version", $"A renewal is of the version that is live in {place}; {version} is another one.", "Ask for a promotion of it.")
        : !isLive ? new(RefusalKind.Stale, "promotion.live-changed", $"{version} is not what is live in {place} any more, so there is nothing to renew.", "Reject or withdraw it.")
        : null;

    /// <summary>Such as <c>22 November 2026</c>.</summary>
    internal static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Of the version itself: what the live one of then was measured by is not evidence about what runs now. Where a gate without evidence was let pass, the age counts from the request.</summary>
    private static DateTimeOffset MeasuredAt(GateEvidence evidence) => evidence.Candidate.Evaluation?.EndedAt ?? evidence.At;

    private static string Named(FrozenRenewal renewed) => renewed.Promotion is { } number ? $"P-{number}" : "what is live";
}
