using MathNet.Numerics;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>Two proportions of independent groups, compared.</summary>
public static class RateComparison
{
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
