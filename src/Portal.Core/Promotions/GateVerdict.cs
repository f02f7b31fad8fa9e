using System.Text.Json.Serialization;

namespace Portal.Core.Promotions;

public enum Verdict
{
    Passed,
    Failed,

    /// <summary>The evidence does not say.</summary>
    Missing,
}

/// <summary>What a gate found: the number, the limit and a sentence that a person can read.</summary>
/// <param name="Id">Stable within a policy: <c>champion:roc_auc</c>, <c>disparate-impact:afam</c>.</param>
/// <param name="Title">What is asked, in words.</param>
/// <param name="Value">What was measured, in the unit of the limit; null when missing.</param>
/// <param name="AtLeast">True when the limit is a floor, false when it is a ceiling.</param>
/// <param name="Unit">Empty, <c>ms</c>, <c>days</c>.</param>
/// <param name="Blocks">True when a promotion can't go on with this verdict unless somebody grants an exception.</param>
/// <param name="ExceptionReason">Set when a compliance officer waived it.</param>
/// <param name="Money">In place of value and limit where they are amounts.</param>
public sealed record GateVerdict(
    string Id,
    string Title,
    Verdict Verdict,
    double? Value,
    double? Limit,
    bool AtLeast,
    string Unit,
    string Sentence,
    bool Blocks,
    string? ExceptionReason = null,
    GateMoney? Money = null)
{
    /// <summary>It blocks, and nobody has let it pass.</summary>
    [JsonIgnore]
    public bool IsOpen => Blocks && ExceptionReason is null;
}
