using Portal.Core.Registry;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Probabilities of each class beside the class of each row.</summary>
/// <param name="probabilities">Row after row, in the order of <paramref name="labels"/>.</param>
/// <param name="actual">Index of the true class.</param>
/// <param name="labels">Values of the label column.</param>
internal sealed class MulticlassMeasurement(double[] probabilities, int[] actual, IReadOnlyList<string> labels) : Measurement
{
    private readonly MulticlassMetrics _measured = MulticlassMetrics.Measure(probabilities, labels.Count, actual);

    public override ModelTask Task => ModelTask.MulticlassClassification;

    public override int Rows => actual.Length;

    public override string LossMetric => MetricNames.LogLoss;

    public override ClassesOutcome Classes => new(
        [.. _measured.PerClass.Select((one, index) => new ClassOutcome(labels[index], one.Support, one.Precision, one.Recall, one.F1, one.RocAuc))],
        _measured.Confusion.ToRows());

    /// <summary>The log-loss of each row: the row divided by its sum and clipped, as in <see cref="MulticlassMetrics.LogLoss"/>.</summary>
    public override double[] Losses()
    {
        const double Clip = 1e-15;
        var losses = new double[Rows];
        for (var row = 0; row < losses.Length; row++)
        {
            var values = probabilities.AsSpan(row * labels.Count, labels.Count);
            double sum = 0;
            foreach (var value in values)
            {
                sum += value;
            }

            losses[row] = -Math.Log(Math.Clamp(values[actual[row]] / sum, Clip, 1));
        }

        return losses;
    }

    public override SortedDictionary<string, double> Metrics() => Named(_measured);

    public override SortedDictionary<string, double> Metrics(int[] rows) => Named(Measured(rows));

    public override Measurement Rescored(int[] rows, double[] scores) => new MulticlassMeasurement(scores, Take(actual, rows), labels);

    public override SortedDictionary<string, MetricInterval> Intervals()
    {
        var intervals = new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        if (WilsonInterval.Of(_measured.Confusion.Hits, Rows) is { } accuracy)
        {
            intervals[MetricNames.Accuracy] = Made(accuracy, "Wilson");
        }

        if (OfMean(Losses()) is { } loss)
        {
            intervals[MetricNames.LogLoss] = loss;
        }

        if (Resampled(Rows, F1Macro()) is { } f1)
        {
            intervals[MetricNames.F1Macro] = f1;
        }

        return intervals;
    }

    public override EvaluationCurves Curves()
    {
        var predicted = Decisions();
        var confidence = new double[Rows];
        var right = new bool[Rows];
        for (var row = 0; row < Rows; row++)
        {
            confidence[row] = Math.Min(1, probabilities[(row * labels.Count) + predicted[row]]);
            right[row] = predicted[row] == actual[row];
        }

        return new EvaluationCurves { Calibration = Calibration.Bins(confidence, right) };
    }

    private MulticlassMetrics Measured(ReadOnlySpan<int> rows) => MulticlassMetrics.Measure(Take(probabilities, rows, labels.Count), labels.Count, Take(actual, rows));

    /// <summary>The most probable class of each row.</summary>
    public override int[] Decisions()
    {
        var predicted = new int[Rows];
        for (var row = 0; row < predicted.Length; row++)
        {
            predicted[row] = MulticlassMetrics.MostProbable(probabilities.AsSpan(row * labels.Count, labels.Count));
        }

        return predicted;
    }

    public bool[] Right()
    {
        var predicted = Decisions();
        var right = new bool[Rows];
        for (var row = 0; row < right.Length; row++)
        {
            right[row] = predicted[row] == actual[row];
        }

        return right;
    }

    /// <summary>F1 macro of some rows, for resampling.</summary>
    public RowMetric F1Macro()
    {
        var predicted = Decisions();
        return rows => ClassConfusion.Of(Take(predicted, rows), Take(actual, rows), labels.Count).F1Macro;
    }

    private static SortedDictionary<string, double> Named(MulticlassMetrics measured) => Named(
        (MetricNames.Accuracy, measured.Confusion.Accuracy),
        (MetricNames.BalancedAccuracy, measured.Confusion.BalancedAccuracy),
        (MetricNames.PrecisionMacro, measured.Confusion.PrecisionMacro),
        (MetricNames.RecallMacro, measured.Confusion.RecallMacro),
        (MetricNames.F1Macro, measured.Confusion.F1Macro),
        (MetricNames.F1Weighted, measured.Confusion.F1Weighted),
        (MetricNames.RocAucMacro, measured.RocAucMacro),
        (MetricNames.PrAucMacro, measured.AveragePrecisionMacro),
        (MetricNames.LogLoss, measured.LogLoss),
        (MetricNames.BrierSum, measured.BrierSum),
        (MetricNames.EceTopLabel, measured.CalibrationError));
}
