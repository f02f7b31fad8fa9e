using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
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

    /// <summary>Such as "High risk in production", or "High risk in production: regression, personal data".</summary>
    public static string Title(PolicyScope scope) =>
        $"{Words.Sentence(scope.RiskClass.InWords())} in {scope.Purpose.InWords()}{(scope.Narrowness == 0 ? "" : $": {Narrower(scope).ToLowerInvariant()}")}";

    /// <summary>For which models of the broad policy a narrower one is.</summary>
    public static string Narrower(PolicyScope scope) => Words.Sentence(string.Join(", ",
    [
        .. scope.Task is { } task ? [task.InWords()] : Array.Empty<string>(),
        .. scope.Classification is { } data ? [data.OnData()] : Array.Empty<string>(),
    ]));

    public static string ImportWord(PolicyImportKind kind) => kind switch
    {
        PolicyImportKind.Unchanged => "Unchanged",
        PolicyImportKind.Added => "Added",
        PolicyImportKind.Changed => "Changed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
