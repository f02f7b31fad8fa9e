using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Probabilities of each label beside the labels of each row.</summary>
/// <param name="probabilities">Row after row, in the order of <paramref name="labels"/>.</param>
/// <param name="actual">Whether the row has the label, in the same order.</param>
internal sealed class MultilabelMeasurement(double[] probabilities, bool[] actual, IReadOnlyList<string> labels, double threshold) : Measurement
{
    private readonly MultilabelMetrics _measured = MultilabelMetrics.Measure(probabilities, labels.Count, actual, threshold);

    public override ModelTask Task => ModelTask.MultilabelClassification;

    public override int Rows => actual.Length / labels.Count;

    public override IReadOnlyList<ClassOutcome> Labels =>
        [.. _measured.PerLabel.Select((one, index) => new ClassOutcome(labels[index], one.Support, one.Precision, one.Recall, one.F1, one.RocAuc))];

    public override ScoringFailure? Refusal => Rows > 1 && labels.Count == Enumerable.Range(0, labels.Count).Count(IsConstant)
        ? new(FailureKind.Refused, "scores-all-equal", $"The model gives all {Count(Rows, "row")} the same probabilities, so it tells none apart. No metric was computed.")
        : null;

    public override IEnumerable<string> Findings
    {
        get
        {
            for (var label = 0; label < labels.Count; label++)
            {
                if (_measured.PerLabel[label].Support == 0)
                {
                    yield return $"No row has the label {labels[label]}: nothing is known of how well it is found, and it counts 0 in macro averages.";
                }
                else if (Rows > 1 && IsConstant(label))
                {
                    yield return $"The model gives the label {labels[label]} the same probability in all rows.";
                }
            }
        }
    }

    public override SortedDictionary<string, double> Metrics() => Named(_measured);

    public override SortedDictionary<string, double> Metrics(int[] rows) =>
        Named(MultilabelMetrics.Measure(Take(probabilities, rows, labels.Count), labels.Count, Take(actual, rows, labels.Count), threshold));

    public override Measurement Rescored(int[] rows, double[] scores) => new MultilabelMeasurement(scores, Take(actual, rows, labels.Count), labels, threshold);

    public override SortedDictionary<string, MetricInterval> Intervals()
    {
        var intervals = OfMeans((MetricNames.HammingLoss, Wrong()));
        if (WilsonInterval.Of((long)Math.Round(_measured.SubsetAccuracy * Rows), Rows) is { } exact)
        {
            intervals[MetricNames.SubsetAccuracy] = Made(exact, "Wilson");
        }

        if (Resampled(Rows, rows => F1(rows).Macro) is { } macro)
        {
            intervals[MetricNames.F1Macro] = macro;
        }

        if (Resampled(Rows, rows => F1(rows).Micro) is { } micro)
        {
            intervals[MetricNames.F1Micro] = micro;
        }

        return intervals;
    }

    public override EvaluationCurves Curves() => new();

    private bool IsConstant(int label) =>
        Enumerable.Range(1, Rows - 1).All(row => probabilities[(row * labels.Count) + label] == probabilities[label]);

    /// <summary>The share of each row's decisions that are wrong.</summary>
    private double[] Wrong()
    {
        var wrong = new double[Rows];
        for (var cell = 0; cell < actual.Length; cell++)
        {
            wrong[cell / labels.Count] += (probabilities[cell] >= threshold) == actual[cell] ? 0 : 1.0 / labels.Count;
        }

        return wrong;
    }

    /// <summary>F1 as in <see cref="MultilabelMetrics"/>, without all the rest: it is drawn thousands of times.</summary>
    private (double Micro, double Macro) F1(ReadOnlySpan<int> rows)
    {
        var (hits, either) = (new long[labels.Count], new long[labels.Count]);
        foreach (var row in rows)
        {
            for (var label = 0; label < hits.Length; label++)
            {
                var cell = (row * labels.Count) + label;
                var predicted = probabilities[cell] >= threshold;
                hits[label] += predicted && actual[cell] ? 1 : 0;
                either[label] += (predicted ? 1 : 0) + (actual[cell] ? 1 : 0);
            }
        }

        return (Of(hits.Sum(), either.Sum()), hits.Zip(either, Of).Average());

        static double Of(long hits, long either) => either == 0 ? 0 : 2.0 * hits / either;
    }

    private static SortedDictionary<string, double> Named(MultilabelMetrics measured) => Named(
        (MetricNames.SubsetAccuracy, measured.SubsetAccuracy),
        (MetricNames.HammingLoss, measured.HammingLoss),
        (MetricNames.PrecisionMicro, measured.Micro.Precision),
        (MetricNames.RecallMicro, measured.Micro.Recall),
        (MetricNames.F1Micro, measured.Micro.F1),
        (MetricNames.PrecisionMacro, measured.Macro.Precision),
        (MetricNames.RecallMacro, measured.Macro.Recall),
        (MetricNames.F1Macro, measured.Macro.F1),
        (MetricNames.F1Weighted, measured.Weighted.F1),
        (MetricNames.F1Samples, measured.Samples.F1),
        (MetricNames.RocAucLabelMicro, measured.RocAucMicro),
        (MetricNames.RocAucLabelMacro, measured.RocAucMacro),
        (MetricNames.PrAucLabelMacro, measured.AveragePrecisionMacro));
}
