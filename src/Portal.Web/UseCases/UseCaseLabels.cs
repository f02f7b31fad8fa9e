using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.UseCases;

/// <summary>The room's words as pages show them.</summary>
public static class UseCaseLabels
{
    public static string StateWord(UseCaseState state) => state switch
    {
        UseCaseState.Draft => "Draft",
        UseCaseState.Submitted => "Before the board",
        UseCaseState.ChangesRequested => "Changes requested",
        UseCaseState.Approved => "Approved",
        UseCaseState.Rejected => "Rejected",
        UseCaseState.Retired => "Retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(UseCaseState state) => state switch
    {
        UseCaseState.Submitted => Tone.Queued,
        UseCaseState.ChangesRequested => Tone.Missing,
        UseCaseState.Approved => Tone.Passed,
        UseCaseState.Draft or UseCaseState.Rejected or UseCaseState.Retired => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string ClassWord(AiActClass? found) => found is { } known ? Words.Sentence(known.InWords()) : "Not classified yet";

    public static Tone ToneOf(AiActClass? found) => found switch
    {
        null => Tone.Missing,
        AiActClass.Prohibited => Tone.Failed,
        _ => Tone.Plain,
    };

    public static string Verb(BoardVerdict verdict) => Words.Sentence(verdict.InWords());

    public static string Past(BoardVerdict verdict) => verdict switch
    {
        BoardVerdict.Approve => "Approved",
        BoardVerdict.Reject => "Rejected",
        BoardVerdict.RequestChanges => "Changes requested",
        BoardVerdict.Abstain => "Abstained",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static string Past(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.Approved => "Approved",
        SessionOutcome.Rejected => "Rejected",
        SessionOutcome.ChangesRequested => "Sent back for changes",
        SessionOutcome.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>Beside its currency: whole amounts without decimals.</summary>
    public static string Amount(decimal amount) => amount.ToString(decimal.Truncate(amount) == amount ? "N0" : "N2", Figures.Culture);

    /// <summary>What a use case is worth beside what it costs, in one sentence.</summary>
    public static string Worth(UseCaseView view) => (view.ValueForCost, view.ValueAMonth) switch
    {
        (null, 0) => "Neither value nor cost is expected.",
        (null, _) => "It is expected to cost nothing, so there is no ratio.",
        ({ } ratio, _) when ratio < 1 => $"It is expected to cost more than it brings: {Figures.UnitPrice(decimal.Round(ratio, 2), view.Currency)} for each {Figures.UnitPrice(1, view.Currency)} spent.",
        ({ } ratio, _) => $"Each {Figures.UnitPrice(1, view.Currency)} spent is expected to bring {Figures.UnitPrice(decimal.Round(ratio, 2), view.Currency)}.",
    };
}
