using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions;

/// <summary>The room's words as pages show them.</summary>
public static class PromotionLabels
{
    public static string Verb(DecisionVerdict verdict) => verdict switch
    {
        DecisionVerdict.Approve => "Approve",
        DecisionVerdict.Reject => "Reject",
        DecisionVerdict.RequestChanges => "Request changes",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static string Past(DecisionVerdict verdict) => verdict switch
    {
        DecisionVerdict.Approve => "Approved",
        DecisionVerdict.Reject => "Rejected",
        DecisionVerdict.RequestChanges => "Changes requested",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static string StateWord(PromotionState state) => state switch
    {
        PromotionState.NeedsException => "Needs an exception",
        PromotionState.Waiting => "Waits for a decision",
        PromotionState.Approved => "Approved",
        PromotionState.Rejected => "Rejected",
        PromotionState.ChangesRequested => "Changes requested",
        PromotionState.Withdrawn => "Withdrawn",
        PromotionState.Expired => "Expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(PromotionState state) => state switch
    {
        PromotionState.NeedsException => Tone.Missing,
        PromotionState.Waiting => Tone.Queued,
        PromotionState.ChangesRequested => Tone.Missing,
        PromotionState.Approved => Tone.Passed,
        PromotionState.Rejected or PromotionState.Withdrawn or PromotionState.Expired => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Title(RiskClass risk, EnvironmentPurpose purpose) => $"{Words.Sentence(risk.InWords())} in {purpose.InWords()}";
}
