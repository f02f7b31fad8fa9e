using System.Buffers;
using Portal.Statistics.Counters;
using Portal.Statistics.Drift;

namespace Portal.Statistics.Latency;

/// <summary>How long answers took, in counters that add up over windows and nodes. Percentiles are read with a relative error of at most
/// <see cref="RelativeError"/>.</summary>
/// <remarks>Cells are as wide as 1/32 of the power of two that they begin in, from 1 microsecond to 12 days; what is shorter or longer
/// lies in the first or last one.</remarks>
public sealed class LatencyCounters
{
    /// <summary>Half the width of a cell, relative to its values.</summary>
    public const double RelativeError = 1.0 / 64;

    private const byte Form = 1;
    private const int MantissaBits = 52;
    private const int CellBits = 5;
    private const int Doublings = 40;
    private const double Least = 1e-3;

    private static readonly long s_first = BitConverter.DoubleToInt64Bits(Least) >> (MantissaBits - CellBits);

    private readonly long[] _cells = new long[(Doublings << CellBits) + 1];
    private CompensatedSum _sum;

    /// <summary>Answers that were timed.</summary>
    public long Rows { get; private set; }

    /// <summary>The slowest, in milliseconds.</summary>
    public double? Greatest { get; private set; }

    /// <summary>Milliseconds.</summary>
    public double? Mean => Rows == 0 ? null : _sum.Value / Rows;

    /// <summary>Counts answers.</summary>
    /// <param name="milliseconds">How long each took; one that is negative or no number was not timed.</param>
    public void Add(ReadOnlySpan<double> milliseconds)
    {
        foreach (var time in milliseconds)
        {
            if (time >= 0 && double.IsFinite(time))
            {
                _cells[Cell(time)]++;
                _sum = _sum.Plus(time);
                Rows++;
                Greatest = Math.Max(Greatest ?? 0, time);
            }
        }
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    /// <param name="other">Counters of other answers.</param>
    public void Merge(LatencyCounters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] += other._cells[cell];
        }

        _sum = _sum.Plus(other._sum);
        Rows += other.Rows;
        Greatest = other.Greatest is { } slowest ? Math.Max(Greatest ?? 0, slowest) : Greatest;
    }

    /// <summary>The time within which a share of the answers came; <see langword="null"/> without answers.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public double? Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var wanted = (long)Math.Ceiling(share * Rows);
        for (var cell = 0; cell < _cells.Length && Rows > 0; cell++)
        {
            wanted -= _cells[cell];
            if (wanted <= 0)
            {
                return Math.Min(Greatest ?? 0, cell == 0 ? Least : (End(cell - 1) + End(cell)) / 2);
            }
        }

        return null;
    }

    /// <summary>Writes the counters: a few bytes for each cell that is not empty.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write([Form]);
        var writer = new CounterWriter(output);
        writer.Sparse(_cells);
        writer.Real(_sum.Value);
        writer.Real(Greatest ?? 0);
    }

    /// <summary>Reads counters.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, and no more.</param>
    /// <exception cref="FormatException">The bytes are nothing that it writes.</exception>
    public static LatencyCounters Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var read = new LatencyCounters();
        reader.Sparse(read._cells);
        read.Rows = read._cells.Sum();
        read._sum = read._sum.Plus(reader.Real());
        var slowest = reader.Real();
        reader.End();
        CounterReader.Require(slowest >= 0 && read._sum.Value >= 0, "A time is negative.");
        read.Greatest = read.Rows == 0 ? null : slowest;
        return read;
    }

    private static int Cell(double time) => (int)Math.Clamp((BitConverter.DoubleToInt64Bits(time) >> (MantissaBits - CellBits)) - s_first + 1, 0, Doublings << CellBits);

    /// <summary>The first time behind a cell.</summary>
    private static double End(int cell) => BitConverter.Int64BitsToDouble((s_first + cell) << (MantissaBits - CellBits));
}
