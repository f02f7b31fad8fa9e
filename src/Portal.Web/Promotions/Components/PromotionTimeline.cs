using System.Globalization;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;
using Portal.Web.Audit;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions.Components;

/// <summary>What happened to a promotion, newest first, each line from its entry in the trail.</summary>
public static class PromotionTimeline
{
    /// <param name="linked">Whether the reader may open the trail.</param>
    public static IReadOnlyList<TimelineEntry> Of(IReadOnlyList<PromotionFact> facts, FrozenEvidence frozen, Actor? you, bool linked) =>
    [
        .. facts.Reverse().Select(fact => new TimelineEntry(
            StateOf(fact), What(fact, frozen, fact.ById is { } by && by == you?.Member ? "you" : fact.By), Said(fact), fact.At, linked ? string.Create(CultureInfo.InvariantCulture, $"/audit/{fact.Sequence}") : null)),
    ];

    private static TimelineState StateOf(PromotionFact fact) => fact.Action switch
    {
        "promotion.decided" when fact.Said("verdict") == nameof(DecisionVerdict.Approve) => TimelineState.Done,
        "promotion.decided" or "promotion.withdrawn" or "promotion.expired" or "promotion.escalated" => TimelineState.Failed,
        "exception.granted" => TimelineState.Waived,
        "promotion.commented" or "promotion.reminded" => TimelineState.Coming,
        _ => TimelineState.Done,
    };

    private static string What(PromotionFact fact, FrozenEvidence frozen, string by) => fact.Action switch
    {
        "promotion.requested" => $"Asked for by {by}",
        "promotion.decided" => Decided(fact, by),
        "promotion.answered" => $"Answered by {by}",
        "promotion.commented" => $"{Words.Sentence(by)} {(by == "you" ? "say" : "says")}",
        "promotion.reminded" => $"Deciders of {fact.Said("stage")} reminded",
        "promotion.escalated" => $"{fact.Said("stage")} escalated{(Words.Parse<Role>(fact.Said("role")) is { } role ? $" to {role.InWords()}" : "")}",
        "promotion.withdrawn" => $"Withdrawn by {by}",
        "promotion.expired" => "Expired",
        "promotion.renewed" => DateTimeOffset.TryParse(fact.Said("until"), CultureInfo.InvariantCulture, out var until) ? $"Renewed until {until.UtcDateTime.ToString("d MMM yyyy", Figures.Culture)}" : "Renewed",
        "exception.granted" => $"Exception by {by}: {frozen.Verdicts.FirstOrDefault(verdict => verdict.Id == fact.Said("gate"))?.Title ?? fact.Said("gate")}",
        _ => AuditPages.InWords(fact.Action),
    };

    private static string Decided(PromotionFact fact, string by)
    {
        var verdict = Words.Parse<DecisionVerdict>(fact.Said("verdict")) ?? DecisionVerdict.Approve;
        return $"{PromotionLabels.Past(verdict)} by {by}{(fact.Said("inPlaceOf") is { } other ? $", in the place of {other}" : "")}{(fact.Said("stage") is { } stage ? $" · {stage}" : "")}";
    }

    /// <summary>What was written, and of a decision the statement that the trail keeps.</summary>
    private static string? Said(PromotionFact fact)
    {
        var words = fact.Reason is { } reason ? $"“{reason}”" : null;
        return fact.Action switch
        {
            "promotion.requested" => $"{words} Evidence and edit {fact.Said("policy")} of the policy frozen".TrimStart(),
            "promotion.answered" => $"{words} {(fact.Said("restarted") is { Length: > 0 } again ? $"{again} started again." : "No stage started again.")}",
            "promotion.decided" => $"{words} Signed: {Statement(fact)}",
            _ => words,
        };
    }

    private static string Statement(PromotionFact fact)
    {
        var signed = DateTimeOffset.TryParse(fact.Said("signedInAt"), CultureInfo.InvariantCulture, out var at)
            ? $"signed in {Math.Max(0, (int)(fact.At - at).TotalMinutes)} min before"
            : "with an access token";
        return $"round {fact.Said("round")}, on evidence {fact.Said("evidence")?[..Math.Min(12, fact.Said("evidence")!.Length)]}, {signed}, audit entry {fact.Sequence.ToString(CultureInfo.InvariantCulture)}";
    }
}
