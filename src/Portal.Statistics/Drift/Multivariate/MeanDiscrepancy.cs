using MathNet.Numerics.Statistics;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>How far apart two samples of rows are, all columns together: the squared maximum mean discrepancy.</summary>
/// <remarks>A. Gretton and others (2012), eq. 3, unbiased, with the kernel exp(−d² / 2σ²) and σ the median distance of all pairs of both
/// samples. Columns are standardised by the reference.</remarks>
/// <param name="Squared">MMD², about 0 without drift, where it may be negative; at most 2.</param>
/// <param name="Bandwidth">σ, in standard deviations of the reference.</param>
/// <param name="PValue">Share of permutations of the rows with at least this MMD², (1 + #) / (1 + B); <see langword="null"/> when none
/// were asked for.</param>
/// <param name="ReferenceRows">Rows of the reference that were used.</param>
/// <param name="CurrentRows">Rows of the current sample that were used.</param>
/// <param name="Permutations">B.</param>
/// <param name="Seed">Where the random streams begin.</param>
public sealed record MeanDiscrepancy(
    double Squared, double Bandwidth, double? PValue, int ReferenceRows, int CurrentRows, int Permutations, ulong Seed)
{
    /// <summary>A permutation that differs by less is as large: sums of equal numbers in another order.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Compares two samples. With 2,000 rows each it takes about 80 MB.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="current">The current sample, with the same columns.</param>
    /// <param name="plan">How to draw and permute; <see langword="null"/> for the defaults (2,000 rows, B = 500).</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <returns>The comparison; <see langword="null"/> when a sample has fewer than two rows.</returns>
    /// <exception cref="ArgumentException">The columns differ.</exception>
    public static MeanDiscrepancy? Measure(
        FeatureTable reference, FeatureTable current, PermutationPlan? plan = null, CancellationToken cancellation = default)
    {
        FeatureTable.CheckAlike(reference, current);
        plan ??= new PermutationPlan();
        if (reference.Rows < 2 || current.Rows < 2)
        {
            return null;
        }

        var (own, other) = plan.Draw(reference, current);
        var pooled = own.StandardisedBy(reference).Below(other.StandardisedBy(reference));
        var distances = new PairDistances(pooled);
        var bandwidth = MedianDistance(distances, plan, cancellation);
        var splits = new PermutedSplits(own.Rows, pooled.Rows, plan);
        var values = new PermutedKernel(distances, bandwidth, splits).Discrepancies(plan, cancellation);
        var asLarge = values.Skip(1).Count(value => value >= values[0] - Rounding);
        return new MeanDiscrepancy(
            values[0],
            bandwidth,
            plan.Permutations == 0 ? null : PermutationPlan.PValue(asLarge, plan.Permutations),
            own.Rows,
            other.Rows,
            plan.Permutations,
            plan.Seed);
    }

    private static double MedianDistance(PairDistances distances, PermutationPlan plan, CancellationToken cancellation)
    {
        var all = new double[(long)distances.Rows * (distances.Rows - 1) / 2];
        Parallel.For(0, distances.Rows, plan.Parallel(cancellation), row =>
        {
            var from = (int)((long)row * (2L * distances.Rows - row - 1) / 2);
            distances.Beyond(row, all.AsSpan(from, distances.Rows - row - 1));
        });
        System.Numerics.Tensors.TensorPrimitives.Sqrt(all, all);
        return ArrayStatistics.MedianInplace(all);
    }
}
