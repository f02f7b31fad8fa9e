namespace Portal.Statistics.Drift;

/// <summary>Rows in each bin of a baseline, read from counters.</summary>
internal static class NumericBins
{
    public static long[] Of(NumericBaseline baseline, NumericCounters counters)
    {
        var cells = counters.Cells;
        if (baseline.IsDiscrete)
        {
            // Each value is a cell of its own; everything between and around them is unseen.
            var bins = new long[baseline.Grid.Count + 1];
            for (var value = 0; value < baseline.Grid.Count; value++)
            {
                bins[value] = cells[2 * value + 1];
            }

            bins[^1] = counters.Rows - bins.Sum();
            return bins;
        }

        var (counts, bin) = (new long[baseline.EdgeIndexes.Length + 1], 0);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            while (bin < baseline.EdgeIndexes.Length && cell == 2 * baseline.EdgeIndexes[bin] + 1)
            {
                bin++;
            }

            counts[bin] += cells[cell];
        }

        return counts;
    }
}
