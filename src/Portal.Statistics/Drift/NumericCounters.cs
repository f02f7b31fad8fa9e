using System.Buffers;
using System.Numerics;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>What is kept of a window's numeric column: how many rows lie where on the baseline's grid, and how far into each interval.
/// Counters of hours, batches and nodes add up to those of the whole; no row is kept.</summary>
/// <remarks>Within an interval the distance from its left end is kept in steps of 2⁻²⁷ of its width, as a whole number: adding does not
/// depend on the order, and the Wasserstein distance is off by at most 4·10⁻⁹ interval widths. Not safe for several threads at once.</remarks>
public sealed class NumericCounters
{
    /// <summary>Steps in an interval's width.</summary>
    internal const double Steps = 1 << 27;

    private readonly long[] _cells;
    private readonly long[] _offsets;
    private RunningMoments _moments;

    /// <summary>Counters that are still empty.</summary>
    /// <param name="baseline">The baseline whose grid is used.</param>
    public NumericCounters(NumericBaseline baseline)
        : this((baseline ?? throw new ArgumentNullException(nameof(baseline))).Grid)
    {
    }

    internal NumericCounters(NumericGrid grid)
        : this(grid, new long[grid.Cells], new long[grid.Count + 1])
    {
    }

    private NumericCounters(NumericGrid grid, long[] cells, long[] offsets) => (Grid, _cells, _offsets) = (grid, cells, offsets);

    /// <summary>Finite values.</summary>
    public long Rows => _moments.Rows;

    /// <summary>Rows without a value; not-a-number counts as none.</summary>
    public long Missing { get; private set; }

    /// <summary>Infinite values: counted and used nowhere.</summary>
    public long NonFinite { get; private set; }

    /// <summary>Least finite value.</summary>
    public double? Least => Rows == 0 ? null : _moments.Least;

    /// <summary>Greatest finite value.</summary>
    public double? Greatest => Rows == 0 ? null : _moments.Greatest;

    /// <summary>Mean of the finite values.</summary>
    public double? Mean => Rows == 0 ? null : _moments.Mean;

    /// <summary>Their standard deviation with divisor n.</summary>
    public double? Deviation => _moments.Deviation;

    internal NumericGrid Grid { get; }

    internal ReadOnlySpan<long> Cells => _cells.AsSpan(0, Grid.Cells);

    /// <summary>Steps from the left end, one sum an inner interval; the first and the last are not used.</summary>
    internal ReadOnlySpan<long> Offsets => _offsets.AsSpan(0, Grid.Count + 1);

    /// <summary>Sum of the distances below the grid's first value.</summary>
    internal CompensatedSum Low { get; private set; }

    /// <summary>Sum of the distances above the grid's last value.</summary>
    internal CompensatedSum High { get; private set; }

    /// <summary>Counts a chunk of the column.</summary>
    /// <param name="values">Any length; not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<bool> missing = default) => AddChunk(values, missing);

    /// <summary>As <see cref="Add(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>, of 32-bit values.</summary>
    /// <param name="values">Any length; not-a-number means missing.</param>
    /// <param name="missing">Which rows are missing, same length, or empty when none is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Add(ReadOnlySpan<float> values, ReadOnlySpan<bool> missing = default) => AddChunk(values, missing);

    /// <summary>Adds the rows of other counters to these.</summary>
    /// <param name="other">Counters on the same grid.</param>
    /// <exception cref="ArgumentException">They are on another grid.</exception>
    public void Merge(NumericCounters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Grid.Fingerprint != Grid.Fingerprint || other.Grid.Count != Grid.Count)
        {
            throw new ArgumentException("The counters are on another grid.", nameof(other));
        }

        Sum(_cells, other.Cells);
        Sum(_offsets, other.Offsets);
        Low = Low.Plus(other.Low);
        High = High.Plus(other.High);
        _moments.Merge(other._moments);
        Missing += other.Missing;
        NonFinite += other.NonFinite;
    }

    /// <summary>Writes the counters: only what is not empty, some 7 bytes a filled interval and 40 besides.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        NumericCounterBytes.Write(this, _moments, output);
    }

    /// <summary>Reads counters.</summary>
    /// <param name="baseline">The baseline that they were counted against.</param>
    /// <param name="bytes">What <see cref="Write"/> wrote, and nothing else.</param>
    /// <exception cref="FormatException">The bytes are no counters, or of another grid.</exception>
    public static NumericCounters Read(NumericBaseline baseline, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var reader = new CounterReader(bytes);
        var read = NumericCounterBytes.Read(baseline.Grid, ref reader);
        reader.End();
        return read;
    }

    /// <summary>Counters for the time of one measurement, in rented arrays.</summary>
    internal static NumericCounters Rent(NumericGrid grid)
    {
        var pool = ArrayPool<long>.Shared;
        var rented = new NumericCounters(grid, pool.Rent(grid.Cells), pool.Rent(grid.Count + 1));
        rented._cells.AsSpan().Clear();
        rented._offsets.AsSpan().Clear();
        return rented;
    }

    /// <summary>Gives the arrays back; the counters are of no use any more.</summary>
    internal void Return()
    {
        ArrayPool<long>.Shared.Return(_cells);
        ArrayPool<long>.Shared.Return(_offsets);
    }

    /// <summary>Takes over what was read.</summary>
    internal static NumericCounters Known(
        NumericGrid grid, RunningMoments moments, (long Missing, long NonFinite) others, long[] cells, long[] offsets, (double Low, double High) ends)
    {
        var known = new NumericCounters(grid, cells, offsets) { Missing = others.Missing, NonFinite = others.NonFinite, _moments = moments };
        known.Low = new CompensatedSum(ends.Low);
        known.High = new CompensatedSum(ends.High);
        return known;
    }

    /// <summary>Counts finite numbers; their cells are left in <paramref name="cells"/>.</summary>
    internal void Count(ReadOnlySpan<double> finite, Span<int> cells)
    {
        _moments.Add(finite);
        Grid.Locate(finite, cells);
        var values = Grid.Values;
        for (var row = 0; row < finite.Length; row++)
        {
            var cell = cells[row];
            _cells[cell]++;
            if ((cell & 1) != 0)
            {
                continue;
            }

            var interval = cell >> 1;
            if (interval == 0 || interval == values.Length)
            {
                CountOutside(finite[row], interval, values);
                continue;
            }

            var left = values[interval - 1];
            _offsets[interval] += (long)((finite[row] - left) / (values[interval] - left) * Steps + 0.5);
        }
    }

    internal void CountOthers(NumericBlocks blocks)
    {
        Missing += blocks.Missing;
        NonFinite += blocks.NonFinite;
    }

    private void AddChunk<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> missing)
        where T : unmanaged, INumberBase<T>
    {
        NumericBlocks.Check(values.Length, missing.Length);
        var blocks = default(NumericBlocks);
        Span<double> finite = stackalloc double[NumericBlocks.Length];
        Span<int> cells = stackalloc int[NumericBlocks.Length];
        for (var start = 0; start < values.Length; start += NumericBlocks.Length)
        {
            var rows = Math.Min(NumericBlocks.Length, values.Length - start);
            var count = blocks.Finite(values.Slice(start, rows), missing.IsEmpty ? missing : missing.Slice(start, rows), finite);
            Count(finite[..count], cells);
        }

        CountOthers(blocks);
    }

    private void CountOutside(double number, int interval, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        if (interval == 0)
        {
            Low = Low.Plus(values[0] - number);
        }
        else
        {
            High = High.Plus(number - values[^1]);
        }
    }

    private static void Sum(long[] to, ReadOnlySpan<long> from)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] += from[i];
        }
    }
}
