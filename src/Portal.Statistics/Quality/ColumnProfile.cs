using Portal.Statistics.Drift;
using Portal.Statistics.Forecasting;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Quality;

/// <summary>What a column of numbers looks like. Everything but the counts is <see langword="null"/> without a finite value.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Missing">Rows without a number.</param>
/// <param name="NonFinite">Rows with an infinite number; they are in nothing below.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Population standard deviation; exactly 0 when all values are equal.</param>
/// <param name="Quantiles">The values at 1, 5, 25, 50, 75, 95 and 99 % (type 7).</param>
/// <param name="Distinct">Number of different values.</param>
/// <param name="ZeroShare">Share of values that are 0, in [0, 1].</param>
/// <param name="OutlierShare">Share of values with |modified z| above 3.5, in [0, 1].</param>
public sealed record ColumnProfile(
    long Rows,
    long Missing,
    long NonFinite,
    double? Minimum,
    double? Maximum,
    double? Mean,
    double? StandardDeviation,
    IReadOnlyList<double>? Quantiles,
    long Distinct,
    double? ZeroShare,
    double? OutlierShare)
{
    /// <summary>The shares of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> QuantileShares { get; } = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    /// <summary>Describes a column.</summary>
    /// <param name="values">One number a row; not-a-number means missing.</param>
    public static ColumnProfile Of(ReadOnlySpan<double> values)
    {
        long missing = 0, infinite = 0;
        var finite = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                finite.Add(value);
                continue;
            }

            (missing, infinite) = double.IsNaN(value) ? (missing + 1, infinite) : (missing, infinite + 1);
        }

        double[] sorted = [.. finite.Order()];
        if (sorted.Length == 0)
        {
            return new ColumnProfile(values.Length, missing, infinite, null, null, null, null, null, 0, null, null);
        }

        var (moments, scale) = (default(RunningMoments), RobustScale.Of(sorted)!);
        moments.Add(sorted);
        return new ColumnProfile(
            values.Length,
            missing,
            infinite,
            sorted[0],
            sorted[^1],
            moments.Mean,
            moments.Deviation,
            [.. QuantileShares.Select(share => Quantile.Of(sorted, share))],
            sorted.Distinct().Count(),
            (double)sorted.Count(value => value == 0) / sorted.Length,
            (double)sorted.Count(value => Math.Abs(scale.Z(value)!.Value) > RobustScale.Limit) / sorted.Length);
    }
}
