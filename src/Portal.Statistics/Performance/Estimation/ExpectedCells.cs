namespace Portal.Statistics.Performance.Estimation;

/// <summary>Rows by rising score with the probability that each is positive: what the estimated metrics and their errors are sums
/// over.</summary>
internal sealed class ExpectedCells
{
    private readonly double[] _probabilities;
    private readonly double[] _counts;
    private readonly int _firstPredicted;

    private ExpectedCells(double[] probabilities, double[] counts, int firstPredicted) =>
        (_probabilities, _counts, _firstPredicted) = (probabilities, counts, firstPredicted);

    public double Rows { get; private set; }

    public double PredictedRows { get; private set; }

    public double TruePositives { get; private set; }

    public double FalsePositives { get; private set; }

    public double FalseNegatives { get; private set; }

    public double TrueNegatives { get; private set; }

    public static ExpectedCells Of(
        ScoreCalibration calibration, ReadOnlySpan<double> scores, ReadOnlySpan<long> counts, double threshold)
    {
        var (probabilities, rows, first) = (new double[scores.Length], new double[scores.Length], scores.Length);
        for (var cell = scores.Length - 1; cell >= 0; cell--)
        {
            probabilities[cell] = calibration.Probability(scores[cell]);
            rows[cell] = counts[cell];
            first = scores[cell] >= threshold ? cell : first;
        }

        var cells = new ExpectedCells(probabilities, rows, first);
        cells.Count();
        return cells;
    }

    /// <summary>A metric with its error, from how much one more positive row changes it on either side of the threshold.</summary>
    /// <param name="value">The metric.</param>
    /// <param name="ifPredicted">Its change with the label of a row predicted positive.</param>
    /// <param name="otherwise">Its change with the label of another row.</param>
    public EstimatedMetric Metric(double value, double ifPredicted, double otherwise)
    {
        double variance = 0;
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            var change = cell >= _firstPredicted ? ifPredicted : otherwise;
            variance += _counts[cell] * _probabilities[cell] * (1 - _probabilities[cell]) * change * change;
        }

        return new EstimatedMetric(value, Math.Sqrt(variance));
    }

    public EstimatedMetric RocAuc()
    {
        var (positives, negatives) = (TruePositives + FalseNegatives, FalsePositives + TrueNegatives);
        double pairs = 0, negativesBelow = 0;
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            var (positive, negative) = Weights(cell);
            pairs += positive * (negativesBelow + negative / 2);
            negativesBelow += negative;
        }

        var area = pairs / (positives * negatives);
        return new EstimatedMetric(area, Math.Sqrt(AreaVariance(area, positives, negatives)));
    }

    /// <summary>A row that turns positive gains the negatives below it, loses the positives above it, and changes the number of pairs.</summary>
    private double AreaVariance(double area, double positives, double negatives)
    {
        double variance = 0, negativesBelow = 0, positivesAbove = positives;
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            var (positive, negative) = Weights(cell);
            positivesAbove -= positive;
            var gain = negativesBelow + negative / 2 - (positivesAbove + positive / 2);
            var change = (gain - area * (negatives - positives)) / (positives * negatives);
            variance += positive * (1 - _probabilities[cell]) * change * change;
            negativesBelow += negative;
        }

        return variance;
    }

    private (double Positive, double Negative) Weights(int cell) =>
        (_counts[cell] * _probabilities[cell], _counts[cell] * (1 - _probabilities[cell]));

    private void Count()
    {
        for (var cell = 0; cell < _counts.Length; cell++)
        {
            var (positive, negative) = Weights(cell);
            Rows += _counts[cell];
            if (cell >= _firstPredicted)
            {
                PredictedRows += _counts[cell];
                (TruePositives, FalsePositives) = (TruePositives + positive, FalsePositives + negative);
            }
            else
            {
                (FalseNegatives, TrueNegatives) = (FalseNegatives + positive, TrueNegatives + negative);
            }
        }
    }
}
