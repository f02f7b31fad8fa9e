namespace Portal.Core.Datasets;

/// <summary>The shape of a numeric column.</summary>
/// <param name="StandardDeviation">Of the sample (n − 1); 0 for a single value.</param>
/// <param name="Quantiles">At <see cref="QuantileLevels"/>, by linear interpolation.</param>
/// <param name="Histogram">Equal-width bins from minimum to maximum; the last includes the maximum. One bin when all values are equal.</param>
public sealed record NumberProfile(double Minimum, double Maximum, double Mean, double StandardDeviation, IReadOnlyList<double> Quantiles, IReadOnlyList<long> Histogram)
{
    public const int Bins = 20;

    public static IReadOnlyList<double> QuantileLevels { get; } = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    /// <param name="values">At least one; they are sorted in place.</param>
    public static NumberProfile Of(double[] values)
    {
        Array.Sort(values);
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new(
            values[0],
            values[^1],
            mean,
            values.Length == 1 ? 0 : Math.Sqrt(squares / (values.Length - 1)),
            [.. QuantileLevels.Select(level => Quantile(values, level))],
            Count(values));
    }

    private static double Quantile(double[] sorted, double level)
    {
        var position = (sorted.Length - 1) * level;
        var below = (int)position;
        return below + 1 == sorted.Length
            ? sorted[below]
            : sorted[below] + ((sorted[below + 1] - sorted[below]) * (position - below));
    }

    private static long[] Count(double[] sorted)
    {
        var (low, width) = (sorted[0], sorted[^1] - sorted[0]);
        if (width == 0)
        {
            return [sorted.Length];
        }

        var bins = new long[Bins];
        foreach (var value in sorted)
        {
            bins[Math.Min((int)((value - low) / width * Bins), Bins - 1)]++;
        }

        return bins;
    }
}
