using Portal.Statistics.Metrics;

namespace Portal.Statistics.Experiments;

/// <summary>A test that may be looked at as often as one likes: the chance that it ever calls a difference that is not there stays at
/// or below its level.</summary>
/// <remarks>The mixture sequential probability ratio test with a normal mixture: H. Robbins (1970); R. Johari, P. Koomen, L. Pekelis and
/// D. Walsh (2017, 2022). Λ = √(V / (V + τ²))·exp(τ²Δ² / (2V(V + τ²))), taken in logarithms.</remarks>
/// <param name="PValue">The smallest 1 / Λ of all looks so far, at most 1.</param>
public readonly record struct SequentialTest(double PValue)
{
    /// <summary>Before the first look.</summary>
    public static SequentialTest Start => new(1);

    /// <summary>The test after one more look.</summary>
    /// <param name="difference">Δ, the difference seen so far, from all rows.</param>
    /// <param name="variance">V, the estimated variance of that difference, at least 0; with 0 nothing is learned.</param>
    /// <param name="expectedEffect">τ, the size of difference to be found, above 0; the same at every look.</param>
    public SequentialTest Look(double difference, double variance, double expectedEffect) =>
        LogRatio(difference, variance, expectedEffect) is { } ratio ? new(Math.Min(PValue, Math.Exp(-ratio))) : this;

    /// <summary>log Λ.</summary>
    /// <param name="difference">Δ, finite.</param>
    /// <param name="variance">V, finite, at least 0.</param>
    /// <param name="expectedEffect">τ, above 0.</param>
    /// <returns>The logarithm; <see langword="null"/> when the variance is 0.</returns>
    public static double? LogRatio(double difference, double variance, double expectedEffect)
    {
        Check(difference, variance, expectedEffect);
        var mixture = expectedEffect * expectedEffect;
        return variance == 0
            ? null
            : 0.5 * Math.Log(variance / (variance + mixture))
                + mixture * difference * difference / (2 * variance * (variance + mixture));
    }

    /// <summary>The interval that holds the true difference at all looks together with the confidence 1 − α.</summary>
    /// <param name="difference">Δ, finite.</param>
    /// <param name="variance">V, finite, at least 0.</param>
    /// <param name="expectedEffect">τ, above 0.</param>
    /// <param name="level">α, in (0, 1).</param>
    /// <returns>The interval; <see langword="null"/> when the variance is 0.</returns>
    public static Interval? Interval(double difference, double variance, double expectedEffect, double level = 0.05) =>
        Radius(variance, expectedEffect, level) is { } radius ? new Interval(difference - radius, difference + radius) : null;

    /// <summary>Half the width of that interval: √(V(V + τ²)/τ²·(2 ln(1/α) + ln((V + τ²)/V))).</summary>
    /// <param name="variance">V, finite, at least 0.</param>
    /// <param name="expectedEffect">τ, above 0.</param>
    /// <param name="level">α, in (0, 1).</param>
    /// <returns>The radius; <see langword="null"/> when the variance is 0.</returns>
    public static double? Radius(double variance, double expectedEffect, double level = 0.05)
    {
        Check(0, variance, expectedEffect);
        Uncertainty.NormalDistribution.Check(level);
        var mixture = expectedEffect * expectedEffect;
        return variance == 0
            ? null
            : Math.Sqrt(
                variance * (variance + mixture) / mixture * (-2 * Math.Log(level) + Math.Log((variance + mixture) / variance)));
    }

    private static void Check(double difference, double variance, double expectedEffect)
    {
        if (!double.IsFinite(difference))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "The difference must be finite.");
        }

        if (!double.IsFinite(variance) || variance < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "The variance must be finite and at least 0.");
        }

        if (!double.IsFinite(expectedEffect) || expectedEffect <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(expectedEffect), expectedEffect, "The expected effect must lie above 0.");
        }
    }
}
