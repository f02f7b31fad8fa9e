namespace Portal.Core.UseCases;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class UseCasesWords
{
    public static string InWords(this UseCaseState state) => state switch
    {
        UseCaseState.Draft => "is a draft",
        UseCaseState.Submitted => "is before the board",
        UseCaseState.ChangesRequested => "was sent back for changes",
        UseCaseState.Approved => "was approved",
        UseCaseState.Rejected => "was rejected",
        UseCaseState.Retired => "was retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(this BoardVerdict verdict) => verdict switch
    {
        BoardVerdict.Approve => "approve",
        BoardVerdict.Reject => "reject",
        BoardVerdict.RequestChanges => "request changes",
        BoardVerdict.Abstain => "abstain",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
