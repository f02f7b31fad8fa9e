namespace Portal.Statistics.Drift.Multivariate;

/// <summary>How two samples are drawn down to size and permuted.</summary>
/// <remarks>Permutation b is read from the <see cref="Uncertainty.RandomStream"/> of seed + b, the samples from those of seed − 1 and
/// seed − 2: results depend on the seed alone, whatever the number of threads.</remarks>
public sealed record PermutationPlan
{
    /// <summary>Where the streams begin.</summary>
    public ulong Seed { get; init; } = 20_260_101;

    /// <summary>B, the number of permutations, at least 0; with 0 there is no p-value.</summary>
    public int Permutations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 500;

    /// <summary>Rows of a sample that are used, at least 2; of a larger sample so many are drawn.</summary>
    public int MostRows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = 2_000;

    /// <summary>At most this many threads, at least 1; it changes no result.</summary>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    internal ParallelOptions Parallel(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };

    internal (FeatureTable Reference, FeatureTable Current) Draw(FeatureTable reference, FeatureTable current) =>
        (reference.Sample(MostRows, unchecked(Seed - 1)), current.Sample(MostRows, unchecked(Seed - 2)));

    /// <summary>(1 + #) / (1 + B): B. Phipson and G. K. Smyth (2010).</summary>
    internal static double PValue(int atLeastAsLarge, int permutations) => (1.0 + atLeastAsLarge) / (1 + permutations);
}
