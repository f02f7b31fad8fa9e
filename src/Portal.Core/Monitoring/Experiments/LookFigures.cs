using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>What a look goes by: what was settled before the experiment began.</summary>
/// <param name="Arms">The champion first.</param>
internal sealed record LookPlan(
    ExperimentMode Mode, ExperimentMetric Metric, bool HigherIsBetter, double ExpectedEffect, double Alpha, IReadOnlyList<ExperimentGuardrail> Guardrails, IReadOnlyList<PlannedArm> Arms)
{
    public static LookPlan Of(ExperimentFacts facts)
    {
        var experiment = facts.Experiment;
        return new LookPlan(
            experiment.Mode, experiment.Metric, experiment.HigherIsBetter, experiment.ExpectedEffect, experiment.Alpha, experiment.Guardrails,
            [
                new PlannedArm(facts.Champion!.Value, experiment.ChampionShare, experiment.PlannedRows),
                .. facts.Challengers.Select(challenger => new PlannedArm(facts.Versions[challenger.VersionId], challenger.Share, challenger.PlannedRows)),
            ]);
    }
}

internal sealed record PlannedArm(int Version, int Share, long Rows);

/// <summary>What has arrived of an experiment.</summary>
/// <param name="ChampionUnits">Rows that the champion answered.</param>
/// <param name="Challengers">In the order of the arms.</param>
internal sealed record LookFigures(long ChampionUnits, IReadOnlyList<ChallengerFigures> Challengers);

/// <summary>
/// A challenger beside the champion. In shadow mode the arms are those of pairs: the champion's without spread, the challenger's with the
/// spread of the differences, so that the variance of the difference is the paired one and the ordinary test the paired t test.
/// </summary>
/// <param name="Units">Rows that the challenger answered.</param>
internal sealed record ChallengerFigures(
    long Units, IReadOnlyDictionary<ExperimentMetric, ExperimentArm> Champion, IReadOnlyDictionary<ExperimentMetric, ExperimentArm> Challenger, ShadowLook? Shadow = null)
{
    public (ExperimentArm Champion, ExperimentArm Challenger) Of(ExperimentMetric metric) =>
        (Champion.GetValueOrDefault(metric) ?? Empty(metric), Challenger.GetValueOrDefault(metric) ?? Empty(metric));

    private ExperimentArm Empty(ExperimentMetric metric) => metric.IsRate() && Shadow is null ? ExperimentArm.OfRate(0, 0) : ExperimentArm.OfMean(default);
}
