using Portal.Core.Datasets;
using Portal.Core.Registry;

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
        PromotionState.Expired => "has expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Such as <c>high risk, production, regression, personal data</c>.</summary>
    public static string InWords(this PolicyScope scope) => string.Join(", ",
    [
        scope.RiskClass.InWords(),
        scope.Purpose.InWords(),
        .. scope.Task is { } task ? [task.InWords()] : Array.Empty<string>(),
        .. scope.Classification is { } data ? [data.OnData()] : Array.Empty<string>(),
    ]);

    /// <summary>Such as <c>internal data</c> or <c>personal data</c>.</summary>
    public static string OnData(this DataClassification classification) =>
        classification.InWords() is var words && words.EndsWith("data", StringComparison.Ordinal) ? words : $"{words} data";
}
