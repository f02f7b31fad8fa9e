using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;
using Portal.Web.Evaluations;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Web.Tests.Evaluations;

/// <summary>Evidence with the figures of two models of the mortgage demo.</summary>
internal static class EvidenceSample
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static EvidenceReading Biased => Reading("version 3", 3, 0.825933195, 0.9118, new ConfusionCounts(615, 13, 50, 36), 0.740, 0.716, 73, 0.00001);

    public static EvidenceReading Live => Reading("version 2 (live)", 2, 0.810055918, 0.8936, new ConfusionCounts(615, 13, 63, 23), 0.907, 0.873, 102, 0.0001);

    public static EvidenceReading With(this EvidenceReading reading, Func<EvaluationResults, EvaluationResults> change) =>
        reading with { Evidence = reading.Evidence with { Results = change(reading.Results) } };

    private static EvidenceReading Reading(string label, int number, double auc, double accuracy, ConfusionCounts confusion, double ratio, double rate, long rows, double p)
    {
        var scoring = new ScoringRules(InputStyle.Matrix, ["pirat"], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5);
        var metrics = new Dictionary<string, double>
        {
            [MetricNames.RocAuc] = auc,
            [MetricNames.Accuracy] = accuracy,
            [MetricNames.LogLoss] = 0.2687,
            [MetricNames.Recall] = (double)confusion.TruePositives / 86,
        };
        GroupFairness[] groups =
        [
            Group("no", 612, 0.967, null, null),
            Group("yes", rows, rate, ratio, p),
        ];
        var results = new EvaluationResults(
            ModelTask.BinaryClassification, 714, metrics, new Dictionary<string, MetricInterval>(), new BinaryOutcome(86, 0.5, confusion), null, [new AttributeFairness("afam", "no", ratio, groups)], [], []);
        var curves = new EvaluationCurves
        {
            Roc = [new(0, 0, null), new(0.2, 0.7, 0.5), new(1, 1, 0)],
            PrecisionRecall = [new(0.2, 0.9, 0.8), new(1, 0.12, 0)],
            Calibration = [new CalibrationBin(0, 0.1, 500, 0.05, 0.04, new Interval(0.03, 0.06))],
        };
        var evidence = new EvaluationEvidence(
            EvaluationEvidence.CurrentFormat, new("mortgage", number, new string('a', 64)), new("mortgage-evaluation", 1, new string('b', 64)), scoring,
            new("0.1.0+0123456789abcdef", "1.29.0", new ScoringDevice("CPU", "a processor", 2, "x64", "Linux", 1)), "none", new string('c', 64), results, curves);
        var row = new EvaluationRow(
            EvaluationId.New(), EvaluationState.Completed, "mortgage", number, VersionId.New(), "mortgage-evaluation", 1, DatasetVersionId.New(),
            s_at, s_at, s_at, null, 714, 714, 1, false, null, null, results);
        var timings = new EvaluationTimings(92, 0.014, 0.026, 0.034, 200, 120_000, 79_000_000, "CPU: a processor, 1 of 2 cores used", "ONNX Runtime 1.29.0", true)
        {
            Cores = 2,
            Architecture = "x64",
            Speed = new ScoringSpeed(310, 41_476, [new(1, 1, 60, 70_000, 0.014, 0.026), new(512, 1, 60, 1_200_000, 0.4, 0.5), new(512, 2, 60, 1_900_000, 0.27, 0.4)]),
        };
        return new EvidenceReading(label, new EvaluationView(row, new string('a', 64), new string('b', 64), scoring, null, new string('d', 64), timings) { ModelBytes = 41_476, Precision = "FP32" }, evidence);
    }

    private static GroupFairness Group(string name, long rows, double rate, double? ratio, double? p) =>
        new(name, rows, 0.8, rate, rate - 0.02, rate + 0.02, 0.9, 0.7, 0.85, ratio, ratio - 0.05, ratio + 0.05, p, rows >= 30);
}
