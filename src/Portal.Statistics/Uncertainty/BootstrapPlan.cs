namespace Portal.Statistics.Uncertainty;

/// <summary>A metric of the rows with the given indices, some of which may occur several times.</summary>
/// <param name="rows">Indices of rows. The span is the caller's and changes after the call.</param>
/// <returns>The metric, or <see langword="null"/> when these rows do not define it. Called from several threads at once.</returns>
public delegate double? RowMetric(ReadOnlySpan<int> rows);

/// <summary>How to draw the samples of a bootstrap.</summary>
/// <remarks>Sample b is read from the <see cref="RandomStream"/> of seed + b, one index a row: samples depend on the seed alone, and so
/// do all results, to the bit, whatever the number of threads and whichever thread draws which sample. A metric that calls
/// <see cref="Math.Log(double)"/> and its like may differ in the last bits between operating systems.</remarks>
public sealed record BootstrapPlan
{
    /// <summary>Share of the samples that may leave the metric undefined before there is no interval: what is left would be a
    /// sample of the lucky ones.</summary>
    internal const double MaximumUndefined = 0.05;

    /// <summary>Where the streams begin. Seeds that are closer together than B share samples.</summary>
    public ulong Seed { get; init; } = 20_260_101;

    /// <summary>B, the number of samples, at least 100.</summary>
    public int Samples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 100);
            field = value;
        }
    } = 2_000;

    /// <summary>Share of intervals that hold the true value, in (0, 1).</summary>
    public double Confidence
    {
        get;
        init
        {
            NormalDistribution.Check(value);
            field = value;
        }
    } = 0.95;

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

    /// <summary>Runs <paramref name="measure"/> on each sample, with the sample's stream; results lie in order of the samples.</summary>
    internal T[] Draw<T>(Func<RandomStream, T> measure, CancellationToken cancellation)
    {
        var results = new T[Samples];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };
        Parallel.For(0, Samples, options, sample => results[sample] = measure(new RandomStream(Seed + (ulong)sample)));
        return results;
    }

    /// <summary>As <see cref="Draw{T}(Func{RandomStream, T}, CancellationToken)"/>, with the drawn rows.</summary>
    internal T[] DrawRows<T>(int rows, Func<int[], T> measure, CancellationToken cancellation)
    {
        using var buffers = new ThreadLocal<int[]>(() => new int[rows]);
        return Draw(
            stream =>
            {
                var indices = buffers.Value!;
                for (var row = 0; row < indices.Length; row++)
                {
                    indices[row] = stream.NextIndex(rows);
                }

                return measure(indices);
            },
            cancellation);
    }
}
