using System.Text.Json;
using Portal.Scoring.Contract;
using Portal.Statistics.Fairness;
using Portal.Statistics.Metrics;

namespace Portal.Scoring.Tests;

/// <summary>Every binary model of the demo data through the real process, against what ONNX Runtime's node binding scored and
/// scikit-learn measured.</summary>
public sealed class SampleModelsTests
{
    private const double MetricTolerance = 1e-6;

    [Theory]
    [InlineData("mortgage", "mortgage-logit-v1", 1e-5, MetricTolerance)]
    [InlineData("mortgage", "mortgage-gbt-v2", 1e-5, MetricTolerance)]
    [InlineData("mortgage", "mortgage-biased-v3", 1e-5, MetricTolerance)]
    [InlineData("mortgage", "mortgage-regressed-v4", 1e-5, MetricTolerance)]
    [InlineData("mortgage", "mortgage-mlp-v5", 1e-5, MetricTolerance)]
    [InlineData("mortgage", "mortgage-mlp-v5-int8", 0.02, 0.02)] // integer kernels differ between processors
    [InlineData("credit", "credit-logit-v1", 1e-5, MetricTolerance)]
    [InlineData("credit", "credit-gbt-v2", 1e-5, MetricTolerance)]
    public async Task Score_SampleModel_AgreesWithExpected(string domain, string model, double scoreTolerance, double metricTolerance)
    {
        var expected = Samples.Expected(domain, model);
        var table = Path.Combine(Samples.Root, "seed", domain, "evaluation.csv");

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model(domain, model), table));

        Assert.Empty(scored.Report.Findings);
        var first = expected.GetProperty("first_20").EnumerateArray().Select(row => row.GetProperty("score").GetDouble());
        Assert.All(first.Zip(scored.Scores), pair => Assert.Equal(pair.First, pair.Second, scoreTolerance));

        var labels = Samples.Column(table, expected.GetProperty("label_column").GetString()!);
        var positives = Array.ConvertAll(labels, label => label == expected.GetProperty("positive_class").GetString());
        var metrics = BinaryMetrics.Measure(scored.Scores, positives, expected.GetProperty("threshold").GetDouble());
        AssertMetrics(expected.GetProperty("evaluation").GetProperty("metrics"), metrics, metricTolerance);
        AssertFairness(expected, table, labels, scored.Scores, metricTolerance);
    }

    private static void AssertMetrics(JsonElement expected, BinaryMetrics metrics, double tolerance)
    {
        var actual = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["accuracy"] = metrics.Confusion.Accuracy,
            ["balanced_accuracy"] = metrics.Confusion.BalancedAccuracy,
            ["precision"] = metrics.Confusion.Precision,
            ["recall"] = metrics.Confusion.Recall,
            ["f1"] = metrics.Confusion.F1,
            ["roc_auc"] = metrics.RocAuc,
            ["pr_auc"] = metrics.AveragePrecision,
            ["log_loss"] = metrics.LogLoss,
            ["brier"] = metrics.Brier,
            ["ece"] = metrics.CalibrationError,
        };
        Assert.Equal(expected.GetProperty("n").GetInt64(), metrics.Rows);
        Assert.Equal(expected.GetProperty("positives").GetInt64(), metrics.Confusion.Positives);
        Assert.All(actual, pair => Assert.Equal(expected.GetProperty(pair.Key).GetDouble(), pair.Value!.Value, tolerance));
        if (tolerance <= MetricTolerance)
        {
            var confusion = expected.GetProperty("confusion");
            Assert.Equal(
                new ConfusionMatrix(
                    confusion.GetProperty("tn").GetInt64(), confusion.GetProperty("fp").GetInt64(),
                    confusion.GetProperty("fn").GetInt64(), confusion.GetProperty("tp").GetInt64()),
                metrics.Confusion);
        }
    }

    private static void AssertFairness(JsonElement expected, string table, string[] labels, double[] scores, double tolerance)
    {
        var favourable = expected.GetProperty("favourable_class").GetString();
        var threshold = expected.GetProperty("threshold").GetDouble();
        var positiveIsFavourable = favourable == expected.GetProperty("positive_class").GetString();
        var truth = Array.ConvertAll(labels, label => label == favourable);
        var predicted = Array.ConvertAll(scores, score => (score >= threshold) == positiveIsFavourable);
        foreach (var attribute in expected.GetProperty("evaluation").GetProperty("fairness").EnumerateObject())
        {
            var values = Samples.Column(table, attribute.Name);
            string[] names = [.. values.Distinct()];
            var codes = Array.ConvertAll(values, value => Array.IndexOf(names, value));
            var fairness = GroupFairness.Measure(names, codes, truth, predicted, attribute.Value.GetProperty("privileged").GetString()!);

            AssertSame(attribute.Value.GetProperty("min_over_max_selection_rate"), fairness.MinimumOverMaximum, tolerance);
            AssertSame(attribute.Value.GetProperty("min_over_max_selection_rate_all_groups"), fairness.MinimumOverMaximumOfAll, tolerance);
            foreach (var group in fairness.Groups)
            {
                var wanted = attribute.Value.GetProperty("groups").GetProperty(group.Group);
                Assert.Equal(wanted.GetProperty("n").GetInt64(), group.Rows);
                AssertSame(wanted.GetProperty("base_rate"), group.BaseRate, tolerance);
                AssertSame(wanted.GetProperty("selection_rate"), group.SelectionRate, tolerance);
                AssertSame(wanted.GetProperty("tpr"), group.TruePositiveRate, tolerance);
                AssertSame(wanted.GetProperty("fpr"), group.FalsePositiveRate, tolerance);
                AssertSame(wanted.GetProperty("accuracy"), group.Accuracy, tolerance);
            }

            foreach (var comparison in fairness.Comparisons)
            {
                var wanted = attribute.Value.GetProperty("comparisons").GetProperty(comparison.Group);
                AssertSame(wanted.GetProperty("disparate_impact_ratio"), comparison.DisparateImpactRatio, tolerance);
                AssertSame(wanted.GetProperty("statistical_parity_difference"), comparison.StatisticalParityDifference, tolerance);
                AssertSame(wanted.GetProperty("equal_opportunity_difference"), comparison.EqualOpportunityDifference, tolerance);
                AssertSame(wanted.GetProperty("predictive_equality_difference"), comparison.PredictiveEqualityDifference, tolerance);
                AssertSame(wanted.GetProperty("label_disparate_impact_ratio"), comparison.LabelDisparateImpactRatio, tolerance);
            }
        }
    }

    private static void AssertSame(JsonElement expected, double? actual, double tolerance)
    {
        Assert.Equal(expected.ValueKind == JsonValueKind.Null, actual is null);
        if (actual is { } value)
        {
            Assert.Equal(expected.GetDouble(), value, tolerance);
        }
    }

    [Theory]
    [InlineData("mortgage-gbt-v2")]
    [InlineData("mortgage-logit-v1")]
    public async Task Score_TwiceInOtherBatches_GivesTheSameBytes(string model)
    {
        var spec = Samples.Spec(Samples.Model("mortgage", model), Samples.Mortgage);

        var first = await Samples.ScoreAsync(spec);
        var second = await Samples.ScoreAsync(spec with { BatchRows = 100 });

        Assert.Equal(first.Report.ScoresSha256, second.Report.ScoresSha256);
    }

    [Fact]
    public async Task Score_SampleModel_ReportsWhatRanIt()
    {
        var progress = new List<ScoringProgress>();
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-logit-v1"), Samples.Mortgage) with { RowsExpected = 714, LatencyCalls = 50 };

        var answer = await new ScoringProcess().ScoreAsync(spec, progress.Add, TestContext.Current.CancellationToken);

        var report = answer.Value!.Report;
        Assert.Equal(714, report.Rows);
        Assert.Equal("1.29.0", report.RuntimeVersion);
        Assert.Equal("CPU", report.Device.Kind);
        Assert.Equal(50, report.Timings.LatencyCalls);
        Assert.InRange(report.Timings.LatencyP50Milliseconds!.Value, 0.0001, report.Timings.LatencyP99Milliseconds!.Value);
        Assert.InRange(report.Timings.PeakMemoryBytes, 10_000_000, 600_000_000);
        Assert.Equal(["reading", "loading", "scoring", "timing"], progress.Select(step => step.Phase).Distinct());
        Assert.Equal(714, progress[^1].RowsDone);
    }
}
