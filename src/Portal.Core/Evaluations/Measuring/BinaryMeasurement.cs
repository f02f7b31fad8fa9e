using Portal.Core.Registry;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Probabilities of the positive class beside which rows have it.</summary>
internal sealed class BinaryMeasurement : Measurement
{
    private readonly double[] _scores;
    private readonly bool[] _positive;
    private readonly double _threshold;
    private readonly RankedScores _ranked;
    private readonly BinaryMetrics _measured;

    public BinaryMeasurement(double[] scores, bool[] positive, double threshold)
    {
        (_scores, _positive, _threshold) = (scores, positive, threshold);
        _ranked = RankedScores.Of(scores, positive);
        _measured = BinaryMetrics.Measure(scores, positive, threshold, _ranked);
    }

    public double[] Scores => _scores;

    public override ModelTask Task => ModelTask.BinaryClassification;

    public override int Rows => _scores.Length;

    public override string LossMetric => MetricNames.LogLoss;

    public override BinaryOutcome Binary => new(
        _measured.Confusion.Positives,
        _threshold,
        new ConfusionCounts(_measured.Confusion.TrueNegatives, _measured.Confusion.FalsePositives, _measured.Confusion.FalseNegatives, _measured.Confusion.TruePositives));

    /// <summary>The log-loss of each row, clipped as in <see cref="BinaryMetrics.LogLoss"/>.</summary>
    public override double[] Losses()
    {
        const double Clip = 1e-15;
        var losses = new double[Rows];
        for (var row = 0; row < losses.Length; row++)
        {
            var score = Math.Clamp(_scores[row], Clip, 1 - Clip);
            losses[row] = -Math.Log(_positive[row] ? score : 1 - score);
        }

        return losses;
    }

    public override SortedDictionary<string, double> Metrics() => Named(_measured);

    public override SortedDictionary<string, double> Metrics(int[] rows) =>
        Named(BinaryMetrics.Measure(Take(_scores, rows), Take(_positive, rows), _threshold));

    public override Measurement Rescored(int[] rows, double[] scores) => new BinaryMeasurement(scores, Take(_positive, rows), _threshold);

    public override SortedDictionary<string, MetricInterval> Intervals()
    {
        var intervals = new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        if (DeLong.Measure(_ranked)?.Interval is { } auc)
        {
            intervals[MetricNames.RocAuc] = Made(auc, "DeLong");
        }

        Count(MetricNames.Accuracy, _measured.Confusion.TruePositives + _measured.Confusion.TrueNegatives, Rows);
        Count(MetricNames.Recall, _measured.Confusion.TruePositives, _measured.Confusion.Positives);
        if (OfMean(Losses()) is { } loss)
        {
            intervals[MetricNames.LogLoss] = loss;
        }

        return intervals;

        void Count(string metric, long hits, long rows)
        {
            if (WilsonInterval.Of(hits, rows) is { } share)
            {
                intervals[metric] = Made(share, "Wilson");
            }
        }
    }

    public override EvaluationCurves Curves() => new()
    {
        Roc = Portal.Statistics.Metrics.Curves.Roc(_ranked),
        PrecisionRecall = Portal.Statistics.Metrics.Curves.PrecisionRecall(_ranked),
        Calibration = Calibration.Bins(_scores, _positive),
    };

    public ReadOnlySpan<bool> Positive => _positive;

    public override int[] Decisions() => Array.ConvertAll(_scores, score => score >= _threshold ? 1 : 0);

    public bool[] Right()
    {
        var right = new bool[Rows];
        for (var row = 0; row < right.Length; row++)
        {
            right[row] = (_scores[row] >= _threshold) == _positive[row];
        }

        return right;
    }

    private static SortedDictionary<string, double> Named(BinaryMetrics measured) => Named(
        (MetricNames.Accuracy, measured.Confusion.Accuracy),
        (MetricNames.BalancedAccuracy, measured.Confusion.BalancedAccuracy),
        (MetricNames.Precision, measured.Confusion.Precision),
        (MetricNames.Recall, measured.Confusion.Recall),
        (MetricNames.F1, measured.Confusion.F1),
        (MetricNames.RocAuc, measured.RocAuc),
        (MetricNames.PrAuc, measured.AveragePrecision),
        (MetricNames.LogLoss, measured.LogLoss),
        (MetricNames.Brier, measured.Brier),
        (MetricNames.Ece, measured.CalibrationError));
}
