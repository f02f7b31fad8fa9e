namespace Portal.Core.Monitoring.Experiments;

/// <param name="Version">The number of a version of the model.</param>
/// <param name="Share">In hundredths of a percent; not asked in shadow mode.</param>
public sealed record ChallengerDraft(int Version, int Share = ExperimentAssignment.Buckets);

/// <summary>What a person settles before an experiment begins. What they leave to the champion's share is the rest.</summary>
/// <param name="HigherIsBetter">Null where the metric itself says it.</param>
/// <param name="ExpectedEffect">τ: the difference worth having, above 0; of a rate as a share.</param>
/// <param name="Baseline">What the champion has, as far as is known.</param>
/// <param name="Spread">Standard deviation of single rows; for a mean.</param>
/// <param name="CountsFrom">For a shadow: rows from here on, which may lie in the past. Null for the first full hour after the start.</param>
/// <param name="EndsAt">When it stops by itself.</param>
public sealed record ExperimentDraft(
    string Name, string Hypothesis, ExperimentMode Mode, IReadOnlyList<ChallengerDraft> Challengers, ExperimentMetric Metric, bool? HigherIsBetter, double ExpectedEffect,
    double Baseline, double? Spread = null, double Alpha = 0.05, double Power = 0.8, IReadOnlyList<ExperimentGuardrail>? Guardrails = null,
    DateTimeOffset? CountsFrom = null, DateTimeOffset? EndsAt = null)
{
    public bool Higher => Metric.Direction() ?? HigherIsBetter ?? true;

    public IReadOnlyList<ExperimentGuardrail> Guards => Guardrails ?? [];

    public int ChampionShare => Mode == ExperimentMode.Shadow ? ExperimentAssignment.Buckets : ExperimentAssignment.Buckets - Challengers.Sum(challenger => challenger.Share);

    public IReadOnlyList<int> ChallengerShares => [.. Challengers.Select(challenger => Mode == ExperimentMode.Shadow ? ExperimentAssignment.Buckets : challenger.Share)];

    /// <summary>Ask only after <see cref="DraftRules"/> had nothing to say.</summary>
    public ExperimentSize Size() =>
        ExperimentSize.Of(new SizeQuestion(Metric, Higher, Baseline, Spread, ExpectedEffect, Alpha, Power, ChampionShare, ChallengerShares));
}
