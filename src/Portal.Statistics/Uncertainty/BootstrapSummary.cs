using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>What the values of all samples come to. They are sorted first, so that sums do not depend on the order of drawing.</summary>
internal static class BootstrapSummary
{
    public static double[] Sorted(double?[] values)
    {
        double[] defined = [.. values.OfType<double>().Where(value => !double.IsNaN(value))];
        Array.Sort(defined);
        return defined;
    }

    public static double StandardError(double[] sorted)
    {
        if (sorted.Length < 2)
        {
            return 0;
        }

        var mean = ResampledMean.Of(sorted);
        return Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
    }

    public static Interval? Percentiles(double[] sorted, BootstrapPlan plan)
    {
        var tail = (1 - plan.Confidence) / 2;
        return plan.Samples - sorted.Length > BootstrapPlan.MaximumUndefined * plan.Samples
            ? null
            : new Interval(Quantile.Of(sorted, tail), Quantile.Of(sorted, 1 - tail));
    }

    /// <summary>Twice the smaller tail beyond 0, each with one sample added (B. Phipson and G. K. Smyth, 2010), at most 1.</summary>
    public static double? TwoSidedPValue(double[] sorted, BootstrapPlan plan)
    {
        if (plan.Samples - sorted.Length > BootstrapPlan.MaximumUndefined * plan.Samples)
        {
            return null;
        }

        var low = sorted.Count(value => value <= 0);
        var high = sorted.Count(value => value >= 0);
        return Math.Min(1, 2 * (1.0 + Math.Min(low, high)) / (1 + sorted.Length));
    }
}
