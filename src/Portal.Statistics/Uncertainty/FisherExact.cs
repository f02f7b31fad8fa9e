namespace Portal.Statistics.Uncertainty;

/// <summary>R. A. Fisher's exact test of two proportions.</summary>
internal static class FisherExact
{
    /// <summary>Tables as likely as the seen one, but for rounding, count as unlikely as it.</summary>
    private const double Rounding = 1 + 1e-12;

    /// <summary>Two-sided p-value: the share of all tables with these margins that are at most as likely as the seen one.</summary>
    /// <param name="hits">Hits of the first group.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="otherHits">Hits of the second group.</param>
    /// <param name="otherRows">Its rows.</param>
    public static double TwoSidedPValue(long hits, long rows, long otherHits, long otherRows)
    {
        var total = hits + otherHits;
        var (least, most) = (Math.Max(0, total - otherRows), Math.Min(rows, total));

        // Weights relative to the seen table, each from its neighbour: no factorial, and no loss of digits for large tables.
        var (all, unlikely) = (1.0, 1.0);
        Walk(hits, most, 1);
        Walk(hits, least, -1);
        return Math.Min(1, unlikely / all);

        void Walk(long from, long to, int step)
        {
            var weight = 1.0;
            for (var k = from; k != to; k += step)
            {
                weight *= step > 0 ? Rise(k) : 1 / Rise(k - 1);
                all += weight;
                unlikely += weight <= Rounding ? weight : 0;
            }
        }

        double Rise(long k) => (double)(rows - k) * (total - k) / ((k + 1.0) * (otherRows - total + k + 1.0));
    }
}
