using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>A metric of one model with its sampling error, by resampling rows.</summary>
/// <remarks>The percentile interval of B. Efron (1979). Rows count as independent.</remarks>
/// <param name="Estimate">The metric of the rows themselves.</param>
/// <param name="StandardError">Standard deviation of the metric over the samples.</param>
/// <param name="Interval">Percentile interval (quantiles of type 7); <see langword="null"/> when more than 5 % of the samples leave the
/// metric undefined.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Undefined">Samples that leave the metric undefined; they are left out.</param>
/// <param name="Seed">Where the random streams begin.</param>
public sealed record Bootstrap(
    double Estimate, double StandardError, Interval? Interval, int Samples, int Undefined, ulong Seed)
{
    /// <summary>Measures a metric that is the mean of a contribution of each row: accuracy (0 or 1), log-loss, Brier score, absolute
    /// or squared error.</summary>
    /// <param name="contributions">One finite number a row.</param>
    /// <param name="plan">How to draw; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between samples.</param>
    /// <exception cref="ArgumentException">There is no row, or a contribution is not finite.</exception>
    public static Bootstrap OfMean(
        ReadOnlyMemory<double> contributions, BootstrapPlan? plan = null, CancellationToken cancellation = default)
    {
        plan ??= new BootstrapPlan();
        ResampledMean.Check(contributions.Span);
        var values = plan.Draw(stream => (double?)ResampledMean.Draw(contributions.Span, stream), cancellation);
        return Summarise(ResampledMean.Of(contributions.Span), values, plan);
    }

    /// <summary>Measures any metric of rows.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="plan">How to draw; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between samples.</param>
    /// <returns>The estimate; <see langword="null"/> when the rows themselves do not define the metric.</returns>
    public static Bootstrap? Of(int rows, RowMetric metric, BootstrapPlan? plan = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentNullException.ThrowIfNull(metric);
        plan ??= new BootstrapPlan();
        return metric([.. Enumerable.Range(0, rows)]) is { } estimate
            ? Summarise(estimate, plan.DrawRows(rows, indices => metric(indices), cancellation), plan)
            : null;
    }

    private static Bootstrap Summarise(double estimate, double?[] values, BootstrapPlan plan)
    {
        var sorted = BootstrapSummary.Sorted(values);
        return new Bootstrap(
            estimate,
            BootstrapSummary.StandardError(sorted),
            BootstrapSummary.Percentiles(sorted, plan),
            plan.Samples,
            plan.Samples - sorted.Length,
            plan.Seed);
    }
}
