namespace Portal.Statistics.Metrics;

/// <summary>Counts of rows by what was true and what was predicted, and the rates that follow from them.</summary>
/// <remarks>A rate whose denominator is zero is <see langword="null"/>: not defined, which is neither 0 nor 1
/// (scikit-learn reports 0 there by default).</remarks>
/// <param name="TrueNegatives">Negative rows predicted negative.</param>
/// <param name="FalsePositives">Negative rows predicted positive.</param>
/// <param name="FalseNegatives">Positive rows predicted negative.</param>
/// <param name="TruePositives">Positive rows predicted positive.</param>
public sealed record ConfusionMatrix(long TrueNegatives, long FalsePositives, long FalseNegatives, long TruePositives)
{
    /// <summary>All rows.</summary>
    public long Rows => TrueNegatives + FalsePositives + FalseNegatives + TruePositives;

    /// <summary>Rows that are positive in truth.</summary>
    public long Positives => FalseNegatives + TruePositives;

    /// <summary>Rows that are negative in truth.</summary>
    public long Negatives => TrueNegatives + FalsePositives;

    /// <summary>Rows that are predicted positive.</summary>
    public long PredictedPositives => FalsePositives + TruePositives;

    /// <summary>Share of rows predicted rightly, in [0, 1].</summary>
    public double? Accuracy => Ratio(TrueNegatives + TruePositives, Rows);

    /// <summary>Share of the positive rows that are predicted positive (sensitivity), in [0, 1].</summary>
    public double? Recall => Ratio(TruePositives, Positives);

    /// <summary>Share of the negative rows that are predicted positive, in [0, 1].</summary>
    public double? FalsePositiveRate => Ratio(FalsePositives, Negatives);

    /// <summary>Share of the rows predicted positive that are positive, in [0, 1].</summary>
    public double? Precision => Ratio(TruePositives, PredictedPositives);

    /// <summary>Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN), in [0, 1].</summary>
    public double? F1 => Ratio(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Mean of recall and of the true negative rate, in [0, 1]; not defined when only one class is present.</summary>
    public double? BalancedAccuracy => (Recall + (1 - FalsePositiveRate)) / 2;

    /// <summary>Counts the rows; a row is predicted positive when its score is at or above the threshold.</summary>
    /// <param name="scores">One score a row.</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <param name="threshold">The decision threshold, in the unit of the scores.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not finite.</exception>
    public static ConfusionMatrix At(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, double threshold)
    {
        ScoreGuard.Check(scores, positives);
        Span<long> counts = stackalloc long[4];
        for (var i = 0; i < scores.Length; i++)
        {
            counts[(positives[i] ? 2 : 0) + (scores[i] >= threshold ? 1 : 0)]++;
        }

        return new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]);
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
