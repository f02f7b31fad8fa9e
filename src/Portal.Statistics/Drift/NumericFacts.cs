using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>What is known of all values of a reference column, and not of its grid alone.</summary>
internal sealed record NumericFacts(
    long Distinct, bool IsComplete, double? Deviation, double? Median, double? FirstQuartile, double? ThirdQuartile)
{
    public static NumericFacts Of(ReadOnlySpan<double> sorted, long distinct, bool isComplete) =>
        sorted.IsEmpty
            ? new NumericFacts(0, isComplete, null, null, null, null)
            : new NumericFacts(
                distinct, isComplete, DeviationOf(sorted), Quantile.Of(sorted, 0.5), Quantile.Of(sorted, 0.25), Quantile.Of(sorted, 0.75));

    /// <summary>Divisor n, exactly 0 when all are equal. In units of the range, so that squares neither overflow nor vanish.</summary>
    private static double? DeviationOf(ReadOnlySpan<double> sorted)
    {
        var (first, range) = (sorted[0], sorted[^1] - sorted[0]);
        if (range == 0)
        {
            return 0;
        }

        var sum = default(CompensatedSum);
        foreach (var value in sorted)
        {
            sum = sum.Plus((value - first) / range);
        }

        var (mean, squares) = (sum.Value / sorted.Length, default(CompensatedSum));
        foreach (var value in sorted)
        {
            var difference = (value - first) / range - mean;
            squares = squares.Plus(difference * difference);
        }

        var deviation = range * Math.Sqrt(squares.Value / sorted.Length);
        return double.IsFinite(deviation) ? deviation : null;
    }
}
