namespace Portal.Statistics.Metrics;

/// <summary>Rows ordered by falling score and gathered into ties: what every ranking metric and curve is read from.</summary>
/// <remarks>Sorted once (O(n log n)) and shared, because sorting is what a ranking metric costs.</remarks>
public sealed class RankedScores
{
    private readonly double[] _thresholds;
    private readonly long[] _truePositives;
    private readonly long[] _falsePositives;

    private RankedScores(double[] thresholds, long[] truePositives, long[] falsePositives)
    {
        _thresholds = thresholds;
        _truePositives = truePositives;
        _falsePositives = falsePositives;
    }

    /// <summary>Number of distinct scores.</summary>
    public int Count => _thresholds.Length;

    /// <summary>Rows that are positive in truth.</summary>
    public long Positives => _truePositives[^1];

    /// <summary>Rows that are negative in truth.</summary>
    public long Negatives => _falsePositives[^1];

    internal double Threshold(int step) => _thresholds[step];

    internal long TruePositives(int step) => _truePositives[step];

    internal long FalsePositives(int step) => _falsePositives[step];

    /// <summary>Orders the rows.</summary>
    /// <param name="scores">One finite score a row, higher meaning more likely positive.</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not finite.</exception>
    public static RankedScores Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        ScoreGuard.Check(scores, positives);
        var keys = scores.ToArray();
        var labels = positives.ToArray();
        Array.Sort(keys, labels);

        var thresholds = new List<double>();
        var truePositives = new List<long>();
        var falsePositives = new List<long>();
        long tp = 0, fp = 0;
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            tp += labels[i] ? 1 : 0;
            fp += labels[i] ? 0 : 1;
            if (i == 0 || keys[i - 1] != keys[i])
            {
                thresholds.Add(keys[i]);
                truePositives.Add(tp);
                falsePositives.Add(fp);
            }
        }

        return new RankedScores([.. thresholds], [.. truePositives], [.. falsePositives]);
    }

    /// <summary>Area under the ROC curve: the probability that a positive row scores above a negative one, ties counting half
    /// (Mann–Whitney; equals scikit-learn's <c>roc_auc_score</c>). In [0, 1]; <see langword="null"/> with one class only.</summary>
    public double? RocAuc()
    {
        if (Positives == 0 || Negatives == 0)
        {
            return null;
        }

        // Twice the number of ordered pairs, which is whole: no rounding before the division.
        UInt128 twice = 0;
        long tpBefore = 0, fpBefore = 0;
        for (var step = 0; step < Count; step++)
        {
            var negatives = _falsePositives[step] - fpBefore;
            twice += (UInt128)negatives * (UInt128)(_truePositives[step] + tpBefore);
            (tpBefore, fpBefore) = (_truePositives[step], _falsePositives[step]);
        }

        return (double)twice / (2.0 * Positives * Negatives);
    }

    /// <summary>Average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ over falling thresholds, a step-wise sum without interpolation (equals
    /// scikit-learn's <c>average_precision_score</c>; not the trapezoid). In [0, 1]; <see langword="null"/> without positives
    /// or without negatives.</summary>
    public double? AveragePrecision()
    {
        if (Positives == 0 || Negatives == 0)
        {
            return null;
        }

        double sum = 0;
        long tpBefore = 0;
        for (var step = 0; step < Count; step++)
        {
            var tp = _truePositives[step];
            sum += (double)(tp - tpBefore) / Positives * ((double)tp / (tp + _falsePositives[step]));
            tpBefore = tp;
        }

        return sum;
    }
}
