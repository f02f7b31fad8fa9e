namespace Portal.Statistics.Metrics;

/// <summary>The documents of one query by falling score, in which equal scores stand in every order equally often.</summary>
internal sealed class TiedRanking
{
    private readonly double[] _scores;
    private readonly double[] _relevances;

    public TiedRanking(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, ReadOnlySpan<int> rows)
    {
        _scores = new double[rows.Length];
        _relevances = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (_scores[i], _relevances[i]) = (-scores[rows[i]], relevances[rows[i]]);
            Relevant += _relevances[i] > 0 ? 1 : 0;
        }

        Array.Sort(_scores, _relevances);
    }

    public int Relevant { get; }

    public QueryMetrics Measure(int query, int k, Gain gain)
    {
        double discounted = 0, precisions = 0, reciprocal = 0, hits = 0;
        var before = 0;
        for (var start = 0; start < _scores.Length;)
        {
            var end = start + 1;
            while (end < _scores.Length && _scores[end] == _scores[start])
            {
                end++;
            }

            var tied = _relevances.AsSpan(start, end - start);
            var relevant = tied.Length - tied.Count(0.0);
            discounted += MeanGain(tied, gain) * Discounts(start, Math.Min(end, k));
            hits += (double)relevant / tied.Length * Math.Max(0, Math.Min(end, k) - start);
            precisions += SumOfPrecisions(start, tied.Length, relevant, before);
            reciprocal += before == 0 ? ReciprocalRank(start, tied.Length, relevant) : 0;
            before += relevant;
            start = end;
        }

        return new QueryMetrics(
            query,
            _scores.Length,
            Relevant,
            discounted / BestGain(k, gain),
            precisions / Relevant,
            reciprocal,
            hits / Relevant,
            hits / k);
    }

    private static double Worth(double relevance, Gain gain) => gain switch
    {
        Gain.Linear => relevance,
        Gain.Exponential => Math.Pow(2, relevance) - 1,
    };

    private static double MeanGain(ReadOnlySpan<double> tied, Gain gain)
    {
        // In order of size, so that the sum does not depend on the order of rows.
        double[] sorted = [.. tied];
        Array.Sort(sorted);
        return sorted.Sum(relevance => Worth(relevance, gain)) / tied.Length;
    }

    private static double Discounts(int from, int to)
    {
        double sum = 0;
        for (var rank = from + 1; rank <= to; rank++)
        {
            sum += 1 / Math.Log2(rank + 1);
        }

        return sum;
    }

    /// <summary>The expected sum of the precisions at the relevant documents of a tie.</summary>
    private static double SumOfPrecisions(int start, int count, int relevant, int before)
    {
        double sum = 0;
        var others = count > 1 ? (relevant - 1.0) / (count - 1) : 0;
        for (var place = 1; relevant > 0 && place <= count; place++)
        {
            sum += (double)relevant / count * (before + 1 + (place - 1) * others) / (start + place);
        }

        return sum;
    }

    /// <summary>The expected 1 / rank of the first relevant document, when it stands in this tie.</summary>
    private static double ReciprocalRank(int start, int count, int relevant)
    {
        double sum = 0, none = 1;
        for (var place = 1; relevant > 0 && place <= count - relevant + 1; place++)
        {
            var here = (double)relevant / (count - place + 1);
            sum += none * here / (start + place);
            none *= 1 - here;
        }

        return sum;
    }

    private double BestGain(int k, Gain gain)
    {
        double[] best = [.. _relevances.OrderDescending().Take(k)];
        double sum = 0;
        for (var rank = 1; rank <= best.Length; rank++)
        {
            sum += Worth(best[rank - 1], gain) / Math.Log2(rank + 1);
        }

        return sum;
    }
}
