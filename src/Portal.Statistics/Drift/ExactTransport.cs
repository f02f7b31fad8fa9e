using System.Buffers;
using System.Runtime.InteropServices;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Drift;

/// <summary>The Wasserstein distance of a column to a complete baseline from the column's rows: where G crosses F within an interval its
/// rows are put in order, everywhere else sums do.</summary>
internal static class ExactTransport
{
    /// <param name="reference">The reference, all of whose rows lie on the grid's values.</param>
    /// <param name="current">The window's counters.</param>
    /// <param name="finite">The window's finite rows.</param>
    /// <param name="cells">Their cells.</param>
    public static double Measure(NumericCounters reference, NumericCounters current, ReadOnlySpan<double> finite, ReadOnlySpan<int> cells)
    {
        var grid = reference.Grid;
        var signs = ArrayPool<sbyte>.Shared.Rent(grid.Count + 1);
        var crossing = ArrayPool<double>.Shared.Rent(1);
        try
        {
            var (sum, gathered) = Signs(reference, current, signs);
            if (crossing.Length < gathered)
            {
                ArrayPool<double>.Shared.Return(crossing);
                crossing = ArrayPool<double>.Shared.Rent(gathered);
            }

            sum = sum.Plus(Inside(grid, finite, cells, signs, crossing) / current.Rows);
            SortedValues.Sort(crossing.AsSpan(0, gathered));
            return sum.Plus(Crossing(reference, current, signs, crossing.AsSpan(0, gathered))).Value;
        }
        finally
        {
            ArrayPool<sbyte>.Shared.Return(signs);
            ArrayPool<double>.Shared.Return(crossing);
        }
    }

    /// <summary>The sign of F − G in each interval, 0 where it changes; and the part of the integral that needs no rows:
    /// |F − G at the right end| × width, from which <see cref="Inside"/> takes or to which it adds.</summary>
    private static (CompensatedSum Sum, int Crossing) Signs(NumericCounters reference, NumericCounters current, sbyte[] signs)
    {
        var grid = reference.Grid;
        var cells = reference.Cells;
        var others = current.Cells;
        var (rows, otherRows) = (reference.Rows, current.Rows);
        var (sum, gathered) = (default(CompensatedSum), 0);
        var (below, otherBelow) = (0L, 0L);
        for (var interval = 1; interval < grid.Count; interval++)
        {
            below += cells[2 * interval - 1];
            otherBelow += others[2 * interval - 2] + others[2 * interval - 1];
            var share = (double)below / rows;
            var (first, last) = ((double)otherBelow / otherRows, (double)(otherBelow + others[2 * interval]) / otherRows);
            signs[interval] = share >= last ? (sbyte)1 : share <= first ? (sbyte)-1 : (sbyte)0;
            gathered += signs[interval] == 0 ? (int)others[2 * interval] : 0;
            sum = sum.Plus(signs[interval] * (share - last) * grid.Width(interval));
        }

        (signs[0], signs[grid.Count]) = (-1, 1);
        return (sum, gathered);
    }

    private static double Inside(NumericGrid grid, ReadOnlySpan<double> finite, ReadOnlySpan<int> cells, sbyte[] signs, double[] crossing)
    {
        var values = grid.Values;
        var (next, total) = (0, default(CompensatedSum));
        for (var start = 0; start < finite.Length; start += NumericBlocks.Length)
        {
            var sum = 0.0;
            for (var row = start; row < Math.Min(finite.Length, start + NumericBlocks.Length); row++)
            {
                if ((cells[row] & 1) != 0)
                {
                    continue;
                }

                var interval = cells[row] >> 1;
                if (signs[interval] == 0)
                {
                    crossing[next++] = finite[row];
                }
                else
                {
                    sum += signs[interval] * (finite[row] - values[Math.Max(0, interval - 1)]);
                }
            }

            total = total.Plus(sum);
        }

        return total.Value;
    }

    private static double Crossing(NumericCounters reference, NumericCounters current, sbyte[] signs, ReadOnlySpan<double> sorted)
    {
        var grid = reference.Grid;
        var cells = reference.Cells;
        var others = current.Cells;
        var (sum, next) = (default(CompensatedSum), 0);
        var (below, otherBelow) = (0L, 0L);
        for (var interval = 1; interval < grid.Count && next < sorted.Length; interval++)
        {
            below += cells[2 * interval - 1];
            otherBelow += others[2 * interval - 2] + others[2 * interval - 1];
            if (signs[interval] != 0)
            {
                continue;
            }

            var (share, from, seen) = ((double)below / reference.Rows, grid.Values[interval - 1], otherBelow);
            for (var end = next + others[2 * interval]; next < end; next++)
            {
                sum = sum.Plus(Math.Abs(share - (double)seen / current.Rows) * (sorted[next] - from));
                from = sorted[next];
                seen++;
            }

            sum = sum.Plus(Math.Abs(share - (double)seen / current.Rows) * (grid.Values[interval] - from));
        }

        return sum.Value;
    }
}
