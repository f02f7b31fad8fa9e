using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Experiments;

/// <summary>Whether a metric that must not suffer has been shown not to.</summary>
public enum GuardrailVerdict
{
    /// <summary>The harm lies below the margin.</summary>
    Kept,

    /// <summary>Not yet known.</summary>
    Undecided,

    /// <summary>The harm lies above the margin.</summary>
    Broken,
}

/// <summary>A one-sided test that the challenger is not worse than the champion by more than a margin.</summary>
/// <remarks>Always valid like <see cref="SequentialTest"/>: both bounds are those of its interval at the level 2α, of which one side each
/// is used. The p-value is of the ordinary normal test at a single look.</remarks>
/// <param name="Harm">How much worse the challenger is, in the unit of the metric; negative when it is better.</param>
/// <param name="Margin">The harm that is tolerated, above 0.</param>
/// <param name="LeastHarm">Lower bound of the harm.</param>
/// <param name="MostHarm">Upper bound of the harm.</param>
/// <param name="PValue">One-sided p-value of a harm at or above the margin.</param>
/// <param name="Verdict">Kept when the upper bound lies below the margin, broken when the lower bound lies above it.</param>
public sealed record Guardrail(
    double Harm, double Margin, double LeastHarm, double MostHarm, double PValue, GuardrailVerdict Verdict)
{
    /// <summary>Tests one guardrail metric.</summary>
    /// <param name="champion">All rows of the champion so far.</param>
    /// <param name="challenger">All rows of the challenger so far.</param>
    /// <param name="margin">The harm that is tolerated, above 0, in the unit of the metric.</param>
    /// <param name="higherIsBetter">Whether more of the metric is better.</param>
    /// <param name="level">α, one-sided, in (0, 0.5).</param>
    /// <returns>The test; <see langword="null"/> when an arm is empty or nothing is known of the spread.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The margin or the level lies outside its range.</exception>
    public static Guardrail? Measure(
        ExperimentArm champion, ExperimentArm challenger, double margin, bool higherIsBetter = true, double level = 0.05)
    {
        ArgumentNullException.ThrowIfNull(champion);
        ArgumentNullException.ThrowIfNull(challenger);
        NormalDistribution.Check(2 * level);
        if (!double.IsFinite(margin) || margin <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must lie above 0.");
        }

        var variance = champion.VarianceOfMean + challenger.VarianceOfMean;
        if (champion.Rows == 0 || challenger.Rows == 0 || SequentialTest.Radius(variance ?? 0, margin, 2 * level) is not { } radius)
        {
            return null;
        }

        var harm = (champion.Values.Mean - challenger.Values.Mean) * (higherIsBetter ? 1 : -1);
        return new Guardrail(
            harm,
            margin,
            harm - radius,
            harm + radius,
            NormalDistribution.Below((harm - margin) / Math.Sqrt(variance!.Value)),
            harm + radius < margin ? GuardrailVerdict.Kept
                : harm - radius > margin ? GuardrailVerdict.Broken
                : GuardrailVerdict.Undecided);
    }
}
