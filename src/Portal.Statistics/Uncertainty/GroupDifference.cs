using Portal.Statistics.Experiments;
using Portal.Statistics.Fairness;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>A value of two independent groups of rows, compared.</summary>
/// <param name="Difference">Mean of the first group minus mean of the second.</param>
/// <param name="Interval">95 % interval of the difference; <see langword="null"/> when the test is not defined.</param>
/// <param name="PValue">Two-sided p-value of equal means; <see langword="null"/> likewise.</param>
public sealed record GroupDifference(double Difference, Interval? Interval, double? PValue)
{
    /// <summary>B. L. Welch's t test (1947): means of values whose spread may differ between the groups. Not defined when a group has
    /// fewer than two rows or when all values within both groups are equal.</summary>
    /// <param name="first">The first group, at least one row.</param>
    /// <param name="second">The second group, at least one row.</param>
    public static GroupDifference Welch(Moments first, Moments second)
    {
        var test = WelchTest.Measure(Arm(first), Arm(second));
        return new GroupDifference(first.Mean - second.Mean, test?.Interval, test?.PValue);
    }

    private static ArmMean Arm(Moments moments) => ArmMean.Known(moments.Rows, moments.Mean, moments.Variance);

    /// <summary>The pooled two-proportion z test, with the interval of R. G. Newcombe (1998, method 10: from Wilson's intervals of both
    /// rates). The p-value is not defined when all rows of both groups have the same value.</summary>
    /// <param name="first">The first group, at least one row, each value 0 or 1.</param>
    /// <param name="second">The second group, likewise.</param>
    public static GroupDifference TwoProportions(Moments first, Moments second)
    {
        var (hits, otherHits) = ((long)Math.Round(first.Sum), (long)Math.Round(second.Sum));
        var (rate, otherRate) = ((double)hits / first.Rows, (double)otherHits / second.Rows);
        return new GroupDifference(
            rate - otherRate,
            RateComparison.DifferenceInterval(hits, first.Rows, otherHits, second.Rows),
            RateComparison.PValue(hits, first.Rows, otherHits, second.Rows));
    }
}
