using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Experiments;

/// <summary>How an experiment is decided.</summary>
public enum StopRule
{
    /// <summary>At any look, by the always-valid p-value: for dashboards that people look at every day.</summary>
    AlwaysValid,

    /// <summary>Once, when both arms have their planned rows, by the ordinary test.</summary>
    FixedHorizon,
}

/// <summary>What was settled before an experiment began.</summary>
/// <param name="ExpectedEffect">The size of difference that matters, above 0, in the unit of the metric: τ of
/// <see cref="SequentialTest"/>.</param>
/// <param name="PlannedChampion">Rows that the champion is to have (see <see cref="SampleSize"/>), at least 1.</param>
/// <param name="PlannedChallenger">Rows that the challenger is to have, at least 1.</param>
public sealed record ExperimentPlan(double ExpectedEffect, long PlannedChampion, long PlannedChallenger)
{
    /// <summary>The champion's and the challenger's share of the rows in any unit, both above 0: the planned sample ratio. Planned rows are
    /// rounded, and of few rows a rounded ratio is another one; <see langword="null"/> takes theirs.</summary>
    public (double Champion, double Challenger)? Shares { get; init; }

    /// <summary>Whether more of the metric is better.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>α: the chance to call a difference that is not there, in (0, 1).</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>How the experiment is decided.</summary>
    public StopRule Rule { get; init; } = StopRule.AlwaysValid;

    internal static void Check(ExperimentPlan plan)
    {
        NormalDistribution.Check(plan.Level);
        if (plan.PlannedChampion < 1 || plan.PlannedChallenger < 1)
        {
            throw new ArgumentException("Each arm must be planned to have at least one row.", nameof(plan));
        }

        if (plan.Shares is { } shares && !(shares.Champion > 0 && shares.Challenger > 0))
        {
            throw new ArgumentException("Each arm must have a share above 0.", nameof(plan));
        }

        if (!double.IsFinite(plan.ExpectedEffect) || plan.ExpectedEffect <= 0)
        {
            throw new ArgumentException("The expected effect must lie above 0.", nameof(plan));
        }
    }
}
