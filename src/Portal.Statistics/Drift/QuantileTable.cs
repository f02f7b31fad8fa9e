namespace Portal.Statistics.Drift;

/// <summary>One line of a quantile table, in the column's unit.</summary>
/// <param name="Share">Share of rows below, in [0, 1].</param>
/// <param name="Reference">The quantile of the reference.</param>
/// <param name="Current">The quantile of the window.</param>
public readonly record struct QuantileLine(double Share, double Reference, double Current);

/// <summary>Reads quantiles from counters: exact at the grid's values, and between two of them by how many rows lie there.</summary>
internal static class QuantileTable
{
    private static readonly double[] s_shares = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

    public static IReadOnlyList<QuantileLine> Of(NumericCounters reference, NumericCounters current)
    {
        var (left, right) = (Read(reference), Read(current));
        return [.. s_shares.Select((share, index) => new QuantileLine(share, left[index], right[index]))];
    }

    private static double[] Read(NumericCounters counters)
    {
        var cells = counters.Cells;
        var (quantiles, next, below) = (new double[s_shares.Length], 0, 0L);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            while (next < s_shares.Length && s_shares[next] * (counters.Rows - 1) < below + cells[cell])
            {
                quantiles[next] = Within(counters, cell, (s_shares[next] * (counters.Rows - 1) - below + 0.5) / cells[cell]);
                next++;
            }

            below += cells[cell];
        }

        (quantiles[0], quantiles[^1]) = (counters.Least!.Value, counters.Greatest!.Value);
        return quantiles;
    }

    private static double Within(NumericCounters counters, int cell, double share)
    {
        var values = counters.Grid.Values;
        var interval = cell >> 1;
        if ((cell & 1) != 0)
        {
            return values[interval];
        }

        var from = interval == 0 ? counters.Least!.Value : Math.Max(values[interval - 1], counters.Least!.Value);
        var to = interval == values.Length ? counters.Greatest!.Value : Math.Min(values[interval], counters.Greatest!.Value);
        return from + Math.Clamp(share, 0, 1) * (to - from);
    }
}
