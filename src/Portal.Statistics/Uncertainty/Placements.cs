namespace Portal.Statistics.Uncertainty;

/// <summary>For each row the share of the other class's rows that it is ranked rightly against, ties counting half: the structural
/// components whose means are the area under the ROC curve and whose spread is its sampling error.</summary>
internal sealed class Placements
{
    private readonly double[] _positives;
    private readonly double[] _negatives;

    private Placements(double[] positives, double[] negatives, double rocAuc) =>
        (_positives, _negatives, RocAuc) = (positives, negatives, rocAuc);

    public double RocAuc { get; }

    /// <returns>The placements in order of the rows, or <see langword="null"/> with fewer than two rows of a class.</returns>
    public static Placements? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        var count = positives.Count(true);
        if (count < 2 || positives.Length - count < 2)
        {
            return null;
        }

        var right = new double[count];
        var wrong = new double[positives.Length - count];
        var (p, n) = (0, 0);
        for (var row = 0; row < scores.Length; row++)
        {
            _ = positives[row] ? right[p++] = scores[row] : wrong[n++] = scores[row];
        }

        // Ranks are multiples of one half, so that their sum, and with it the area, is exact.
        var all = MidRanks([.. right, .. wrong]);
        var ofPositives = Shares(all.AsSpan(0, count), MidRanks(right), wrong.Length);
        var ofNegatives = Shares(all.AsSpan(count), MidRanks(wrong), count);
        for (var row = 0; row < ofNegatives.Length; row++)
        {
            ofNegatives[row] = 1 - ofNegatives[row];
        }

        double ranks = 0;
        foreach (var rank in all.AsSpan(0, count))
        {
            ranks += rank;
        }

        var area = (ranks - count * (count + 1.0) / 2) / ((double)count * wrong.Length);
        return new Placements(ofPositives, ofNegatives, area);
    }

    public static double Covariance(Placements first, Placements second) =>
        Covariance(first._positives, second._positives) / first._positives.Length
        + Covariance(first._negatives, second._negatives) / first._negatives.Length;

    /// <summary>Taken from the differences row by row: it is exactly 0 for models that rank alike, and never negative.</summary>
    public static double VarianceOfDifference(Placements first, Placements second)
    {
        var positives = Differences(first._positives, second._positives);
        var negatives = Differences(first._negatives, second._negatives);
        return Covariance(positives, positives) / positives.Length + Covariance(negatives, negatives) / negatives.Length;
    }

    private static double[] Differences(double[] first, double[] second) => [.. first.Zip(second, (a, b) => a - b)];

    private static double Covariance(double[] first, double[] second)
    {
        var (meanFirst, meanSecond) = (first.Average(), second.Average());
        double sum = 0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += (first[i] - meanFirst) * (second[i] - meanSecond);
        }

        return sum / (first.Length - 1);
    }

    private static double[] Shares(ReadOnlySpan<double> ranksOfAll, double[] ranksOfOwn, int others)
    {
        var shares = new double[ranksOfOwn.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = (ranksOfAll[i] - ranksOfOwn[i]) / others;
        }

        return shares;
    }

    private static double[] MidRanks(double[] values)
    {
        var sorted = (double[])values.Clone();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end + 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
