namespace Portal.Statistics.Drift;

/// <summary>Kolmogorov–Smirnov and Wasserstein distances of two columns that are counted on the same grid.</summary>
/// <param name="KsDistance">sup |F − G| over the grid's values and their left limits.</param>
/// <param name="KsError">By how much the true distance can be larger: 0 when one of the two columns lies on the grid's values alone.</param>
/// <param name="W1">∫ |F − G|: exact wherever F and G cannot cross within an interval.</param>
/// <param name="W1Error">By how much the true integral can differ.</param>
internal readonly record struct CellComparison(double KsDistance, double KsError, double W1, double W1Error)
{
    /// <summary>Compares two columns with at least one row each.</summary>
    public static CellComparison Of(NumericCounters reference, NumericCounters current)
    {
        var grid = reference.Grid;
        var cells = reference.Cells;
        var others = current.Cells;
        var (rows, otherRows) = ((double)reference.Rows, (double)current.Rows);
        var (largest, above, transport, error) = (0.0, 0.0, default(CompensatedSum), 0.0);
        var (below, otherBelow) = (0L, 0L);
        for (var interval = 0; interval <= grid.Count; interval++)
        {
            var (inside, otherInside) = (cells[2 * interval], others[2 * interval]);
            var left = below / rows - otherBelow / otherRows;
            var (high, low) = (left + inside / rows, left - otherInside / otherRows);
            if (inside > 0 && otherInside > 0)
            {
                above = Math.Max(above, Math.Max(high, -low));
            }

            var (length, area) = Area(reference, current, interval, left);
            var (figure, off) = Bounded(length, area, left, Math.Min(left, low), Math.Max(left, high), inside > 0 && otherInside > 0);
            transport = transport.Plus(figure);
            error += off;
            below += inside;
            otherBelow += otherInside;
            largest = Math.Max(largest, Math.Abs(below / rows - otherBelow / otherRows));
            if (interval < grid.Count)
            {
                below += cells[2 * interval + 1];
                otherBelow += others[2 * interval + 1];
                largest = Math.Max(largest, Math.Abs(below / rows - otherBelow / otherRows));
            }
        }

        return new CellComparison(largest, Math.Max(0, above - largest), transport.Value, error);
    }

    /// <summary>Length of the interval and ∫ (F − G) over it, which follow from counts and sums alone.</summary>
    private static (double Length, double Area) Area(NumericCounters reference, NumericCounters current, int interval, double left)
    {
        var grid = reference.Grid;
        if (interval > 0 && interval < grid.Count)
        {
            var width = grid.Width(interval);
            return (width, width * (left + Past(reference, interval) - Past(current, interval)));
        }

        // Before the first value F counts the distance to it, after the last one 1 − F does.
        if (interval == 0)
        {
            var first = grid.Values[0];
            return (first - Math.Min(Math.Min(reference.Least!.Value, current.Least!.Value), first), reference.Low.Value / reference.Rows - current.Low.Value / current.Rows);
        }

        var last = grid.Values[^1];
        return (Math.Max(Math.Max(reference.Greatest!.Value, current.Greatest!.Value), last) - last, current.High.Value / current.Rows - reference.High.Value / reference.Rows);
    }

    /// <summary>What the column's own rows inside the interval add to its integral, in widths: each counts from where it lies to the right end.</summary>
    private static double Past(NumericCounters column, int interval) =>
        (column.Cells[2 * interval] - column.Offsets[interval] / NumericCounters.Steps) / column.Rows;

    /// <summary>∫ |d| where d lies in [low, high], begins at <paramref name="left"/> and has the given integral. Without a change of sign it
    /// is the integral's size. With one it lies between that and what a jump from one end to the other gives; the figure is that of a
    /// straight line, kept between the two.</summary>
    private static (double Figure, double Off) Bounded(double length, double area, double left, double low, double high, bool isMixed)
    {
        var least = Math.Abs(area);
        if (low >= 0 || high <= 0 || length <= 0)
        {
            return (least, 0);
        }

        var atHigh = Math.Clamp((area / length - low) / (high - low), 0, 1);
        var most = Math.Max(least, length * (atHigh * high - (1 - atHigh) * low));
        var right = isMixed ? high + low - left : left == high ? low : high;
        var line = left * right >= 0
            ? Math.Abs(left + right) / 2 * length
            : (left * left + right * right) / (2 * Math.Abs(right - left)) * length;
        var figure = Math.Clamp(line, least, most);
        return (figure, Math.Max(most - figure, figure - least));
    }
}
