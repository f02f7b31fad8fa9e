namespace Portal.Core.Promotions;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class PromotionsWords
{
    public static string InWords(this EnvironmentPurpose purpose) => purpose switch
    {
        EnvironmentPurpose.Development => "development",
        EnvironmentPurpose.Staging => "staging",
        EnvironmentPurpose.Production => "production",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };

    public static string InWords(this PromotionState state) => state switch
    {
        PromotionState.NeedsException => "waits for an exception",
        PromotionState.Waiting => "waits for a decision",
        PromotionState.Approved => "was approved",
        PromotionState.Rejected => "was rejected",
        PromotionState.ChangesRequested => "was sent back for changes",
        PromotionState.Withdrawn => "was withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
