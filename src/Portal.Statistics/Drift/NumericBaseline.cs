using System.Buffers;
using System.Numerics;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>What is kept of a numeric column of the reference: its distinct values with their counts, the edges of its bins, and what
/// the choice of a measure depends on. Made once; windows are counted against it.</summary>
/// <remarks>A reference of more distinct values than wanted is kept on a grid of its quantiles. PSI, Jensen–Shannon and the other measures
/// of bins stay exact, for the edges are on the grid. The Kolmogorov–Smirnov distance may then be too small by at most
/// <see cref="NumericDriftResult.KsError"/>, some 1/intervals, and Wasserstein's is off by at most <see cref="NumericDriftResult.W1Error"/>.</remarks>
public sealed class NumericBaseline
{
    /// <summary>With at most so many distinct values each value is a bin of its own.</summary>
    public const int MostDiscrete = 20;

    /// <summary>The grid that ingestion keeps.</summary>
    public const int StoredIntervals = 2048;

    private const int Deciles = 10;

    internal NumericBaseline(NumericGrid grid, NumericCounters reference, NumericFacts facts, int[] edges)
    {
        Grid = grid;
        Reference = reference;
        Facts = facts;
        EdgeIndexes = edges;
    }

    /// <summary>Finite values.</summary>
    public long Rows => Reference.Rows;

    /// <summary>Rows without a value.</summary>
    public long Missing => Reference.Missing;

    /// <summary>Infinite values.</summary>
    public long NonFinite => Reference.NonFinite;

    /// <summary>Distinct finite values.</summary>
    public long Distinct => Facts.Distinct;

    /// <summary>Whether every distinct value is on the grid, so that nothing is lost.</summary>
    public bool IsComplete => Facts.IsComplete;

    /// <summary>Whether each value is a bin: at most <see cref="MostDiscrete"/> distinct ones.</summary>
    public bool IsDiscrete => Facts.Distinct <= MostDiscrete;

    /// <summary>Whether all finite values are the same.</summary>
    public bool IsConstant => Facts.Distinct == 1;

    /// <summary>Whether the standard deviation is the work of outliers: above 5·IQR/1.349, or above 0 with an IQR of 0.</summary>
    public bool IsHeavyTailed => !IsDiscrete && Deviation is { } spread
        && (InterquartileRange == 0 ? spread > 0 : spread > 5 * InterquartileRange / 1.349);

    /// <summary>Standard deviation with divisor n; <see langword="null"/> without values or beyond the range of numbers.</summary>
    public double? Deviation => Facts.Deviation;

    /// <summary>The median.</summary>
    public double? Median => Facts.Median;

    /// <summary>The third quartile less the first.</summary>
    public double? InterquartileRange => Facts.ThirdQuartile - Facts.FirstQuartile;

    /// <summary>Number of grid values.</summary>
    public int GridValues => Grid.Count;

    /// <summary>The inner edges of the bins; empty where each value is a bin.</summary>
    public IReadOnlyList<double> Edges => [.. EdgeIndexes.Select(index => Grid.Values[index])];

    /// <summary>The values that are bins; empty where deciles are.</summary>
    public IReadOnlyList<double> DiscreteValues => IsDiscrete ? Grid.Values.ToArray() : [];

    internal NumericGrid Grid { get; }

    internal NumericCounters Reference { get; }

    internal NumericFacts Facts { get; }

    internal int[] EdgeIndexes { get; }

    /// <summary>Makes the baseline of a column.</summary>
    /// <param name="values">One a row; not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    /// <param name="mostIntervals">Keep a grid of about so many quantiles where there are more distinct values; at least 64.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static NumericBaseline From(ReadOnlySpan<double> values, ReadOnlySpan<bool> missing = default, int mostIntervals = int.MaxValue) =>
        Of(values, missing, mostIntervals);

    /// <summary>As <see cref="From(ReadOnlySpan{double}, ReadOnlySpan{bool}, int)"/>, of 32-bit values.</summary>
    /// <param name="values">One a row; not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    /// <param name="mostIntervals">Keep a grid of about so many quantiles where there are more distinct values; at least 64.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static NumericBaseline From(ReadOnlySpan<float> values, ReadOnlySpan<bool> missing = default, int mostIntervals = int.MaxValue) =>
        Of(values, missing, mostIntervals);

    /// <summary>Writes the baseline: 8 bytes a grid value and a few for its count.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output) => NumericBaselineBytes.Write(this, output);

    /// <summary>Reads a baseline.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, and nothing else.</param>
    /// <exception cref="FormatException">The bytes are no baseline.</exception>
    public static NumericBaseline Read(ReadOnlySpan<byte> bytes) => NumericBaselineBytes.Read(bytes);

    private static NumericBaseline Of<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> missing, int mostIntervals)
        where T : unmanaged, INumberBase<T>
    {
        NumericBlocks.Check(values.Length, missing.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostIntervals, 64);
        var pool = ArrayPool<double>.Shared;
        var room = pool.Rent(Math.Max(1, values.Length));
        try
        {
            var blocks = default(NumericBlocks);
            var rows = blocks.Finite(values, missing, room);
            var sorted = room.AsSpan(0, rows);
            SortedValues.Sort(sorted);
            return Of(sorted, blocks, mostIntervals);
        }
        finally
        {
            pool.Return(room);
        }
    }

    private static NumericBaseline Of(ReadOnlySpan<double> sorted, NumericBlocks others, int mostIntervals)
    {
        var distinct = SortedValues.Distinct(sorted);
        double[] edges = distinct <= MostDiscrete ? [] : DecileEdges(sorted);
        var isComplete = distinct <= mostIntervals;
        var grid = new NumericGrid(SortedValues.Union(isComplete ? SortedValues.DistinctValues(sorted, distinct) : SortedValues.Quantiles(sorted, mostIntervals), edges));
        var reference = new NumericCounters(grid);
        Span<int> cells = stackalloc int[NumericBlocks.Length];
        for (var start = 0; start < sorted.Length; start += NumericBlocks.Length)
        {
            reference.Count(sorted.Slice(start, Math.Min(NumericBlocks.Length, sorted.Length - start)), cells);
        }

        reference.CountOthers(others);
        var values = grid.Values.ToArray();
        return new NumericBaseline(
            grid, reference, NumericFacts.Of(sorted, distinct, isComplete), [.. edges.Select(edge => Array.BinarySearch(values, edge))]);
    }

    private static double[] DecileEdges(ReadOnlySpan<double> sorted)
    {
        var edges = new List<double>();
        for (var decile = 1; decile < Deciles; decile++)
        {
            var edge = Quantile.Of(sorted, (double)decile / Deciles);
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }
}
