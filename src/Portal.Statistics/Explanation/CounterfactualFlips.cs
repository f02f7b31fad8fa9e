using Portal.Statistics.Metrics;

namespace Portal.Statistics.Explanation;

/// <summary>What happens to decisions when something about each row is changed that should not matter, such as a protected
/// attribute.</summary>
/// <remarks>After M. J. Kusner et al. (2017), without a causal model: nothing else about the row is changed, so that columns which stand in
/// for the attribute still speak for it.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="ToPositive">Rows that become predicted positive by the change.</param>
/// <param name="ToNegative">Rows that become predicted negative.</param>
/// <param name="FlipShare">Share of rows whose decision changes, in [0, 1].</param>
/// <param name="FlipInterval">Wilson's 95 % interval of that share.</param>
/// <param name="MeanAbsoluteChange">Mean of |score after − score before|.</param>
/// <param name="MeanChange">Mean of score after − score before: whom the change favours.</param>
/// <param name="LargestRise">Largest score after − score before, at least 0.</param>
/// <param name="LargestFall">Largest score before − score after, at least 0.</param>
/// <param name="MostChangedRow">The row with the largest |score after − score before|, the first among equals.</param>
public sealed record CounterfactualFlips(
    long Rows,
    long ToPositive,
    long ToNegative,
    double FlipShare,
    Interval FlipInterval,
    double MeanAbsoluteChange,
    double MeanChange,
    double LargestRise,
    double LargestFall,
    int MostChangedRow)
{
    /// <summary>Compares scores before and after the change.</summary>
    /// <param name="before">One finite score a row.</param>
    /// <param name="after">The score of the changed row; same length.</param>
    /// <param name="threshold">A row is predicted positive when its score is at or above it.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not finite.</exception>
    public static CounterfactualFlips Measure(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double threshold)
    {
        RegressionMetrics.Check(after, before);
        long toPositive = 0, toNegative = 0;
        double sum = 0, magnitudes = 0, rise = 0, fall = 0;
        var most = 0;
        for (var row = 0; row < before.Length; row++)
        {
            var change = after[row] - before[row];
            toPositive += after[row] >= threshold && before[row] < threshold ? 1 : 0;
            toNegative += after[row] < threshold && before[row] >= threshold ? 1 : 0;
            sum += change;
            magnitudes += Math.Abs(change);
            rise = Math.Max(rise, change);
            fall = Math.Max(fall, -change);
            most = Math.Abs(change) > Math.Abs(after[most] - before[most]) ? row : most;
        }

        var flips = toPositive + toNegative;
        return new CounterfactualFlips(
            before.Length,
            toPositive,
            toNegative,
            (double)flips / before.Length,
            WilsonInterval.Of(flips, before.Length)!.Value,
            magnitudes / before.Length,
            sum / before.Length,
            rise,
            fall,
            most);
    }
}
