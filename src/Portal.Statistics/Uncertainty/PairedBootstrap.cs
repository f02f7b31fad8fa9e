using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>A metric of two models on the same rows, compared by resampling rows: each sample draws the same rows for both.</summary>
/// <param name="First">The metric of the first model on the rows themselves.</param>
/// <param name="Second">The metric of the second model.</param>
/// <param name="Difference">First minus second.</param>
/// <param name="StandardError">Standard deviation of the difference over the samples.</param>
/// <param name="Interval">Percentile interval of the difference (quantiles of type 7); <see langword="null"/> when more than 5 % of the
/// samples leave it undefined.</param>
/// <param name="PValue">Two-sided: twice the share of samples on the far side of 0, (1 + #) / (1 + B); likewise.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Undefined">Samples that leave the difference undefined; they are left out.</param>
/// <param name="Seed">Where the random streams begin.</param>
public sealed record PairedBootstrap(
    double First,
    double Second,
    double Difference,
    double StandardError,
    Interval? Interval,
    double? PValue,
    int Samples,
    int Undefined,
    ulong Seed)
{
    /// <summary>Compares metrics that are the mean of a contribution of each row.</summary>
    /// <param name="first">One finite number a row, of the first model.</param>
    /// <param name="second">The same of the second model; same length.</param>
    /// <param name="plan">How to draw; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between samples.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a contribution is not finite.</exception>
    public static PairedBootstrap OfMeans(
        ReadOnlyMemory<double> first,
        ReadOnlyMemory<double> second,
        BootstrapPlan? plan = null,
        CancellationToken cancellation = default)
    {
        plan ??= new BootstrapPlan();
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"There are {first.Length} and {second.Length} rows.", nameof(second));
        }

        ResampledMean.Check(first.Span);
        ResampledMean.Check(second.Span);
        var differences = new double[first.Length];
        for (var row = 0; row < differences.Length; row++)
        {
            differences[row] = first.Span[row] - second.Span[row];
        }

        var values = plan.Draw(stream => (double?)ResampledMean.Draw(differences, stream), cancellation);
        return Summarise(ResampledMean.Of(first.Span), ResampledMean.Of(second.Span), values, plan);
    }

    /// <summary>Compares any metric of rows.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="first">The metric of the first model.</param>
    /// <param name="second">The metric of the second model.</param>
    /// <param name="plan">How to draw; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between samples.</param>
    /// <returns>The comparison; <see langword="null"/> when the rows themselves do not define both metrics.</returns>
    public static PairedBootstrap? Of(
        int rows, RowMetric first, RowMetric second, BootstrapPlan? plan = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        plan ??= new BootstrapPlan();
        int[] all = [.. Enumerable.Range(0, rows)];
        return first(all) is { } one && second(all) is { } other
            ? Summarise(one, other, plan.DrawRows(rows, indices => first(indices) - second(indices), cancellation), plan)
            : null;
    }

    private static PairedBootstrap Summarise(double first, double second, double?[] values, BootstrapPlan plan)
    {
        var sorted = BootstrapSummary.Sorted(values);
        return new PairedBootstrap(
            first,
            second,
            first - second,
            BootstrapSummary.StandardError(sorted),
            BootstrapSummary.Percentiles(sorted, plan),
            BootstrapSummary.TwoSidedPValue(sorted, plan),
            plan.Samples,
            plan.Samples - sorted.Length,
            plan.Seed);
    }
}
