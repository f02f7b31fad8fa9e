namespace Portal.Core.Promotions.Renewals;

/// <summary>What a renewal renews: the approval before it, as it was when the renewal was asked for.</summary>
/// <param name="Promotion">Its number; null where the version is live without one.</param>
/// <param name="Evaluation">What it rested on; null where that was no evaluation.</param>
/// <param name="Until">When that evidence is too old; null where its policy let evidence never age.</param>
public sealed record FrozenRenewal(int? Promotion, EvaluationFacts? Evaluation, DateTimeOffset? Until);
