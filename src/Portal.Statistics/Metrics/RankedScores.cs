using System.Numerics;

namespace Portal.Statistics.Metrics;

/// <summary>Rows ordered by falling score and gathered into ties: what every ranking metric and curve is read from.</summary>
/// <remarks>Sorted once and shared, because sorting is what a ranking metric costs. Memory while it is made: 8 bytes a row where
/// every score is a 32-bit float, as runtimes give them, else 16; and at most 32 bytes for each distinct score, which stay.</remarks>
public sealed class RankedScores
{
    private readonly double[] _thresholds;
    private readonly int[] _truePositives;
    private readonly int[] _falsePositives;

    private RankedScores(int count, double[] thresholds, int[] truePositives, int[] falsePositives)
    {
        Count = count;
        _thresholds = thresholds;
        _truePositives = truePositives;
        _falsePositives = falsePositives;
    }

    /// <summary>Number of distinct scores.</summary>
    public int Count { get; }

    /// <summary>Rows that are positive in truth.</summary>
    public long Positives => _truePositives[Count - 1];

    /// <summary>Rows that are negative in truth.</summary>
    public long Negatives => _falsePositives[Count - 1];

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
        return SingleKey.Fits(scores)
            ? Of<uint, SingleKey>(scores, positives)
            : Of<ulong, DoubleKey>(scores, positives);
    }

    /// <summary>Takes rows that are ordered and gathered already.</summary>
    /// <param name="thresholds">The distinct scores, falling.</param>
    /// <param name="truePositives">Positive rows at or above each.</param>
    /// <param name="falsePositives">Negative rows at or above each.</param>
    internal static RankedScores OfTies(double[] thresholds, int[] truePositives, int[] falsePositives) =>
        new(thresholds.Length, thresholds, truePositives, falsePositives);

    /// <summary>Positive and negative rows are sorted apart, so that a row is its score alone, and merged from the top.</summary>
    private static RankedScores Of<T, TKey>(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
        where TKey : struct, IScoreKey<T>
    {
        var keys = GC.AllocateUninitializedArray<T>(scores.Length);
        var (positive, negative) = (0, scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            var one = positives[i] ? 1 : 0;
            negative -= 1 - one;
            keys[one != 0 ? positive : negative] = TKey.Of(scores[i]);
            positive += one;
        }

        var scratch = GC.AllocateUninitializedArray<T>(scores.Length);
        RadixSort.Sort<T>(keys.AsSpan(0, positive), scratch);
        RadixSort.Sort<T>(keys.AsSpan(positive), scratch);
        return Merge<T, TKey>(keys.AsSpan(0, positive), keys.AsSpan(positive));
    }

    private static RankedScores Merge<T, TKey>(ReadOnlySpan<T> positives, ReadOnlySpan<T> negatives)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
        where TKey : struct, IScoreKey<T>
    {
        var (thresholds, truePositives, falsePositives) = (new double[1024], new int[1024], new int[1024]);
        var (count, positive, negative) = (0, positives.Length - 1, negatives.Length - 1);
        while (positive >= 0 || negative >= 0)
        {
            var highest = positive < 0 ? negatives[negative]
                : negative < 0 ? positives[positive]
                : T.Max(positives[positive], negatives[negative]);
            for (; positive >= 0 && positives[positive] == highest; positive--)
            {
            }

            for (; negative >= 0 && negatives[negative] == highest; negative--)
            {
            }

            if (count == thresholds.Length)
            {
                Array.Resize(ref thresholds, 2 * count);
                Array.Resize(ref truePositives, 2 * count);
                Array.Resize(ref falsePositives, 2 * count);
            }

            thresholds[count] = TKey.Score(highest);
            truePositives[count] = positives.Length - 1 - positive;
            falsePositives[count++] = negatives.Length - 1 - negative;
        }

        return new RankedScores(count, thresholds, truePositives, falsePositives);
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
            long tp = _truePositives[step];
            sum += (double)(tp - tpBefore) / Positives * ((double)tp / (tp + _falsePositives[step]));
            tpBefore = tp;
        }

        return sum;
    }
}
