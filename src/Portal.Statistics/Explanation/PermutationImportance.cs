using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Explanation;

/// <summary>How much worse a model gets when one column is shuffled among the rows.</summary>
/// <remarks>L. Breiman (2001), as scikit-learn's <c>permutation_importance</c>. A column whose content another column repeats looks
/// unimportant, because the model reads the other one.</remarks>
/// <param name="Base">The metric on the rows as they are.</param>
/// <param name="MeanDrop">Mean worsening of the metric over the shuffles, in the metric's unit; positive is worse.</param>
/// <param name="StandardDeviation">Of the worsening, with divisor n − 1 (scikit-learn divides by n); 0 for a single shuffle.</param>
/// <param name="Interval">95 % interval of the mean over all possible shuffles (Student's t); of the shuffling alone, not of the rows.
/// <see langword="null"/> for a single shuffle.</param>
/// <param name="Shuffles">Number of shuffles.</param>
public sealed record PermutationImportance(
    double Base, double MeanDrop, double StandardDeviation, Interval? Interval, int Shuffles)
{
    /// <summary>Summarises shuffles of a column.</summary>
    /// <param name="baseMetric">The metric on the rows as they are.</param>
    /// <param name="permutedMetrics">The metric after each shuffle, at least one.</param>
    /// <param name="higherIsBetter">Whether a higher metric is a better one: true for accuracy, false for a loss.</param>
    /// <exception cref="ArgumentException">There is no shuffle, or a metric is not finite.</exception>
    public static PermutationImportance Measure(double baseMetric, ReadOnlySpan<double> permutedMetrics, bool higherIsBetter)
    {
        if (permutedMetrics.IsEmpty)
        {
            throw new ArgumentException("An importance needs at least one shuffle.", nameof(permutedMetrics));
        }

        var drops = default(Moments);
        foreach (var metric in permutedMetrics)
        {
            var drop = higherIsBetter ? baseMetric - metric : metric - baseMetric;
            drops = double.IsFinite(drop)
                ? drops.With(drop)
                : throw new ArgumentException("A metric is not finite.", nameof(permutedMetrics));
        }

        var deviation = Math.Sqrt(drops.Variance);
        return new PermutationImportance(baseMetric, drops.Mean, deviation, Around(drops, deviation), permutedMetrics.Length);
    }

    private static Interval? Around(Moments drops, double deviation)
    {
        if (drops.Rows < 2)
        {
            return null;
        }

        var half = StudentT.TwoSidedQuantile95(drops.Rows - 1) * deviation / Math.Sqrt(drops.Rows);
        return new Interval(drops.Mean - half, drops.Mean + half);
    }
}
