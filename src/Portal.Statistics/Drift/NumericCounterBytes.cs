using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>The stored form of <see cref="NumericCounters"/>: form, grid, missing, infinite, then each filled cell as its distance from
/// the one before (twice, plus one when it holds more than one row), its rows less two where more than one, and in open intervals how
/// far the rows lie inside; at the end least, greatest, mean and squares.</summary>
internal static class NumericCounterBytes
{
    private const byte Form = 1;

    /// <summary>2³⁵ rows in one interval keep the sum of steps within 64 bits.</summary>
    private const long MostInCell = 1L << 35;

    public static void Write(NumericCounters counters, RunningMoments moments, IBufferWriter<byte> output)
    {
        var writer = new CounterWriter(output);
        writer.Number(Form);
        writer.Number(counters.Grid.Fingerprint);
        writer.Count(counters.Missing);
        writer.Count(counters.NonFinite);
        var cells = counters.Cells;
        writer.Number((ulong)(cells.Length - cells.Count(0L)));
        var next = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (cells[cell] == 0)
            {
                continue;
            }

            writer.Number(((ulong)(cell - next) << 1) | (cells[cell] > 1 ? 1UL : 0));
            if (cells[cell] > 1)
            {
                writer.Count(cells[cell] - 2);
            }

            WriteInside(counters, cell, ref writer);
            next = cell + 1;
        }

        if (counters.Rows > 0)
        {
            writer.Real(moments.Mean);
        }

        if (counters.Rows > 1)
        {
            writer.Real(moments.Least);
            writer.Real(moments.Greatest);
            writer.Real(moments.Squares);
        }
    }

    public static NumericCounters Read(NumericGrid grid, ref CounterReader reader)
    {
        reader.Version(Form);
        CounterReader.Require(reader.Number() == grid.Fingerprint, "The counters are of another grid.");
        var others = (reader.Count(), reader.Count());
        var (cells, offsets, ends, rows) = (new long[grid.Cells], new long[grid.Count + 1], (0.0, 0.0), 0L);
        var filled = reader.Index(cells.Length);
        var next = 0;
        for (var number = 0; number < filled; number++)
        {
            var step = reader.Number();
            CounterReader.Require(step >> 1 < (ulong)(cells.Length - next), "A cell lies outside the grid.");
            var cell = next + (int)(step >> 1);
            cells[cell] = (step & 1) == 0 ? 1 : reader.Count() + 2;
            CounterReader.Require(cells[cell] <= MostInCell, "A cell holds too many rows.");
            ReadInside(grid, cell, cells[cell], offsets, ref ends, ref reader);
            rows += cells[cell];
            next = cell + 1;
        }

        return NumericCounters.Known(grid, Moments(rows, ref reader), others, cells, offsets, ends);
    }

    private static void WriteInside(NumericCounters counters, int cell, ref CounterWriter writer)
    {
        var (interval, count) = (cell >> 1, counters.Grid.Count);
        if ((cell & 1) != 0 || count == 0)
        {
            return;
        }

        if (interval == 0)
        {
            writer.Real(counters.Low.Value);
        }
        else if (interval == count)
        {
            writer.Real(counters.High.Value);
        }
        else
        {
            writer.Number((ulong)counters.Offsets[interval]);
        }
    }

    private static void ReadInside(
        NumericGrid grid, int cell, long rows, long[] offsets, ref (double Low, double High) ends, ref CounterReader reader)
    {
        var interval = cell >> 1;
        if ((cell & 1) != 0 || grid.Count == 0)
        {
            return;
        }

        if (interval == 0)
        {
            ends.Low = Distance(reader.Real());
        }
        else if (interval == grid.Count)
        {
            ends.High = Distance(reader.Real());
        }
        else
        {
            var steps = reader.Number();
            CounterReader.Require(steps <= (ulong)rows * (ulong)NumericCounters.Steps, "Rows lie beyond their interval.");
            offsets[interval] = (long)steps;
        }
    }

    private static double Distance(double read)
    {
        CounterReader.Require(read >= 0, "A distance is negative.");
        return read;
    }

    private static RunningMoments Moments(long rows, ref CounterReader reader)
    {
        if (rows == 0)
        {
            return default;
        }

        var mean = reader.Real();
        if (rows == 1)
        {
            return RunningMoments.Known(1, mean, 0, mean, mean);
        }

        var (least, greatest, squares) = (reader.Real(), reader.Real(), reader.Real());
        CounterReader.Require(least <= greatest && squares >= 0, "The least value is above the greatest, or squares are negative.");
        return RunningMoments.Known(rows, mean, squares, least, greatest);
    }
}
