using Portal.Statistics.Uncertainty;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Experiments;

/// <summary>Two rates of independent arms, compared once.</summary>
/// <param name="Difference">First rate minus second, in [−1, 1].</param>
/// <param name="Interval">95 % interval of R. G. Newcombe (1998, method 10).</param>
/// <param name="Z">The pooled two-proportion z; 0 when all rows of both arms have the same outcome.</param>
/// <param name="PValue">Two-sided p-value of equal rates from z; 1 when all rows have the same outcome.</param>
/// <param name="FisherPValue">Two-sided exact p-value of R. A. Fisher (1935), for when an expected count lies below 5.</param>
/// <param name="SmallestExpected">The smallest expected count of the four cells.</param>
public sealed record ProportionTest(
    double Difference, Interval Interval, double Z, double PValue, double FisherPValue, double SmallestExpected)
{
    /// <summary>Below this expected count the normal approximation is not trusted.</summary>
    public const double TrustedExpected = 5;

    /// <summary>The p-value to go by: exact when an expected count is small.</summary>
    public double TrustedPValue => SmallestExpected < TrustedExpected ? FisherPValue : PValue;

    /// <summary>Compares two arms.</summary>
    /// <param name="hits">Rows of the first arm with the outcome, 0 … <paramref name="rows"/>.</param>
    /// <param name="rows">Rows of the first arm.</param>
    /// <param name="otherHits">Rows of the second arm with the outcome.</param>
    /// <param name="otherRows">Rows of the second arm.</param>
    /// <returns>The comparison; <see langword="null"/> when an arm is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an arm has more hits than rows.</exception>
    public static ProportionTest? Measure(long hits, long rows, long otherHits, long otherRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfNegative(otherHits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(otherHits, otherRows);
        if (rows == 0 || otherRows == 0)
        {
            return null;
        }

        var newcombe = GroupDifference.TwoProportions(new Moments(rows, hits, hits), new Moments(otherRows, otherHits, otherHits));
        var pooled = (double)(hits + otherHits) / (rows + otherRows);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / rows + 1.0 / otherRows));
        var z = error > 0 ? newcombe.Difference / error : 0;
        return new ProportionTest(
            newcombe.Difference,
            newcombe.Interval!.Value,
            z,
            NormalDistribution.TwoSidedPValue(z),
            FisherExact.TwoSidedPValue(hits, rows, otherHits, otherRows),
            Math.Min(rows, otherRows) * Math.Min(pooled, 1 - pooled));
    }
}
