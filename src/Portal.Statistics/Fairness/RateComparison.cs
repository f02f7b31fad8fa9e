using MathNet.Numerics;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Fairness;

/// <summary>A test of two proportions.</summary>
public enum RateTest
{
    /// <summary>The pooled two-proportion z test.</summary>
    PooledZ,

    /// <summary>Fisher's exact test.</summary>
    Fisher,
}

/// <summary>Two proportions of independent groups, compared.</summary>
public static class RateComparison
{
    private const double FewExpected = 5;

    /// <summary>Ratio of two proportions, (a/n) / (b/m); <see langword="null"/> when it is not defined.</summary>
    /// <param name="selected">a, selected rows of the group.</param>
    /// <param name="rows">n, rows of the group.</param>
    /// <param name="referenceSelected">b, selected rows of the reference group.</param>
    /// <param name="referenceRows">m, rows of the reference group.</param>
    public static double? Ratio(long selected, long rows, long referenceSelected, long referenceRows) =>
        rows == 0 || referenceSelected == 0 ? null : (double)selected / rows / ((double)referenceSelected / referenceRows);

    /// <summary>95 % interval of the ratio on the log scale (Katz, Baptista, Azen and Pike, 1978).</summary>
    /// <param name="selected">Selected rows of the group.</param>
    /// <param name="rows">Rows of the group.</param>
    /// <param name="referenceSelected">Selected rows of the reference group.</param>
    /// <param name="referenceRows">Rows of the reference group.</param>
    /// <returns>The interval, or <see langword="null"/> when a count is zero: the log of the ratio is not defined then.</returns>
    public static Interval? RatioInterval(long selected, long rows, long referenceSelected, long referenceRows)
    {
        if (selected == 0 || referenceSelected == 0)
        {
            return null;
        }

        var ratio = (double)selected / rows / ((double)referenceSelected / referenceRows);
        var error = Math.Sqrt(1.0 / selected - 1.0 / rows + 1.0 / referenceSelected - 1.0 / referenceRows);
        var factor = Math.Exp(WilsonInterval.Z95 * error);
        return new Interval(ratio / factor, ratio * factor);
    }

    /// <summary>95 % interval of the difference a/n − b/m (R. G. Newcombe, 1998, method 10: from Wilson's intervals of both rates).</summary>
    /// <param name="selected">a, selected rows of the group.</param>
    /// <param name="rows">n, rows of the group.</param>
    /// <param name="referenceSelected">b, selected rows of the reference group.</param>
    /// <param name="referenceRows">m, rows of the reference group.</param>
    /// <returns>The interval, or <see langword="null"/> when a group has no rows.</returns>
    public static Interval? DifferenceInterval(long selected, long rows, long referenceSelected, long referenceRows)
    {
        if (WilsonInterval.Of(selected, rows) is not { } own || WilsonInterval.Of(referenceSelected, referenceRows) is not { } other)
        {
            return null;
        }

        var (rate, reference) = ((double)selected / rows, (double)referenceSelected / referenceRows);
        return new Interval(
            rate - reference - double.Hypot(rate - own.Lower, other.Upper - reference),
            rate - reference + double.Hypot(own.Upper - rate, reference - other.Lower));
    }

    /// <summary>The test that fits the counts: Fisher's exact one where a count below 5 is expected in a cell, else the pooled z.</summary>
    /// <param name="selected">Selected rows of the group.</param>
    /// <param name="rows">Rows of the group.</param>
    /// <param name="referenceSelected">Selected rows of the reference group.</param>
    /// <param name="referenceRows">Rows of the reference group.</param>
    /// <returns>The test and its two-sided p-value, or <see langword="null"/> when a group has no rows.</returns>
    public static (RateTest Test, double PValue)? Compare(long selected, long rows, long referenceSelected, long referenceRows)
    {
        if (rows == 0 || referenceRows == 0)
        {
            return null;
        }

        var hits = (double)selected + referenceSelected;
        var all = (double)rows + referenceRows;
        return Math.Min(hits, all - hits) * Math.Min(rows, referenceRows) / all < FewExpected
            ? (RateTest.Fisher, FisherExact.TwoSidedPValue(selected, rows, referenceSelected, referenceRows))
            : (RateTest.PooledZ, PValue(selected, rows, referenceSelected, referenceRows)!.Value);
    }

    /// <summary>Two-sided p-value of the pooled two-proportion z test, in [0, 1]: how often a difference at least this large
    /// would appear if both groups had the same rate.</summary>
    /// <param name="selected">Selected rows of the group.</param>
    /// <param name="rows">Rows of the group.</param>
    /// <param name="referenceSelected">Selected rows of the reference group.</param>
    /// <param name="referenceRows">Rows of the reference group.</param>
    /// <returns>The p-value, or <see langword="null"/> when a group is empty or all rows of both have the same outcome.</returns>
    public static double? PValue(long selected, long rows, long referenceSelected, long referenceRows)
    {
        if (rows == 0 || referenceRows == 0)
        {
            return null;
        }

        var pooled = (double)(selected + referenceSelected) / (rows + referenceRows);
        var variance = pooled * (1 - pooled) * (1.0 / rows + 1.0 / referenceRows);
        if (variance <= 0)
        {
            return null;
        }

        var z = ((double)selected / rows - (double)referenceSelected / referenceRows) / Math.Sqrt(variance);
        return SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));
    }
}
