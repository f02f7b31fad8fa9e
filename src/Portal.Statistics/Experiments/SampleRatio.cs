using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Experiments;

/// <summary>Whether the arms of an experiment have the sizes that were planned. When not, something steers rows into arms, and no
/// difference between them can be believed.</summary>
/// <remarks>The sample ratio mismatch check of A. Fabijan and others (2019): chi-square of the counts against the planned shares.</remarks>
/// <param name="ChiSquare">Σ (observed − expected)² / expected.</param>
/// <param name="PValue">p-value with arms − 1 degrees of freedom.</param>
public sealed record SampleRatio(double ChiSquare, double PValue)
{
    /// <summary>Below this p-value the sizes are called wrong.</summary>
    public const double Level = 0.001;

    /// <summary>Whether the sizes are wrong.</summary>
    public bool Mismatch => PValue < Level;

    /// <summary>Checks the sizes of arms.</summary>
    /// <param name="observed">Rows of each arm, at least two arms.</param>
    /// <param name="planned">The planned share of each arm in any unit, above 0; same length.</param>
    /// <returns>The check; <see langword="null"/> when no arm has a row.</returns>
    /// <exception cref="ArgumentException">There are fewer than two arms, the lengths differ, a count is negative, or a share is not
    /// above 0.</exception>
    public static SampleRatio? Measure(ReadOnlySpan<long> observed, ReadOnlySpan<double> planned)
    {
        if (observed.Length < 2 || observed.Length != planned.Length)
        {
            throw new ArgumentException($"There are {observed.Length} arms and {planned.Length} planned shares.", nameof(planned));
        }

        double rows = 0, shares = 0;
        for (var arm = 0; arm < observed.Length; arm++)
        {
            if (observed[arm] < 0 || !double.IsFinite(planned[arm]) || planned[arm] <= 0)
            {
                throw new ArgumentException("A count is negative or a planned share is not above 0.", nameof(planned));
            }

            rows += observed[arm];
            shares += planned[arm];
        }

        if (rows == 0)
        {
            return null;
        }

        double sum = 0;
        for (var arm = 0; arm < observed.Length; arm++)
        {
            var expected = rows * planned[arm] / shares;
            sum += (observed[arm] - expected) * (observed[arm] - expected) / expected;
        }

        return new SampleRatio(sum, ChiSquareDistribution.Above(sum, observed.Length - 1));
    }
}
