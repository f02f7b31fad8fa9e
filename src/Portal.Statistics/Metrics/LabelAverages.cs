namespace Portal.Statistics.Metrics;

/// <summary>Precision, recall and F1 under one way of averaging.</summary>
/// <param name="Precision">Share of predicted labels that are true, in [0, 1].</param>
/// <param name="Recall">Share of true labels that are predicted, in [0, 1].</param>
/// <param name="F1">Harmonic mean of both, averaged like them (not made from their averages), in [0, 1].</param>
public sealed record LabelAverages(double Precision, double Recall, double F1)
{
    /// <summary>The rates of some counts; 0 where a denominator is 0, scikit-learn's <c>zero_division=0</c>.</summary>
    internal static LabelAverages Of(LabelCounts counts) => new(
        Ratio(counts.Hits, counts.Predicted), Ratio(counts.Hits, counts.Actual), Ratio(2 * counts.Hits, counts.Predicted + counts.Actual));

    /// <summary>The weighted mean; all 0 when no weight is positive.</summary>
    internal static LabelAverages Mean(ReadOnlySpan<LabelCounts> counts, Func<LabelCounts, double> weight)
    {
        double precision = 0, recall = 0, f1 = 0, total = 0;
        foreach (var entry in counts)
        {
            var (rates, share) = (Of(entry), weight(entry));
            precision += share * rates.Precision;
            recall += share * rates.Recall;
            f1 += share * rates.F1;
            total += share;
        }

        return total > 0 ? new LabelAverages(precision / total, recall / total, f1 / total) : new LabelAverages(0, 0, 0);
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>Labels of one row, of one column or of all.</summary>
/// <param name="Hits">Labels both predicted and true.</param>
/// <param name="Predicted">Predicted labels.</param>
/// <param name="Actual">True labels.</param>
internal readonly record struct LabelCounts(long Hits, long Predicted, long Actual)
{
    public LabelCounts With(bool predicted, bool actual) =>
        new(Hits + (predicted & actual ? 1 : 0), Predicted + (predicted ? 1 : 0), Actual + (actual ? 1 : 0));
}
