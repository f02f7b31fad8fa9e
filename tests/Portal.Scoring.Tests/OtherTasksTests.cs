using System.Globalization;
using System.Text.Json;
using Portal.Scoring.Contract;
using Portal.Statistics.Metrics;

namespace Portal.Scoring.Tests;

/// <summary>Models of other tasks than binary classification through the real process, against what ONNX Runtime's node binding
/// scored and scikit-learn measured.</summary>
public sealed class OtherTasksTests
{
    private static readonly string s_digits = Path.Combine(Samples.Root, "seed", "digits", "evaluation.csv");
    private static readonly string s_credit = Path.Combine(Samples.Root, "seed", "credit", "evaluation.csv");

    [Theory]
    [InlineData("digits-logit-v1")]
    [InlineData("digits-mlp-v2")]
    public async Task Score_TenClasses_AgreesWithExpected(string model)
    {
        var expected = Samples.Expected("digits", model);

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model("digits", model), s_digits));

        Assert.Empty(scored.Report.Findings);
        Assert.Equal((540, 10), (scored.Report.Rows, scored.Report.Width));
        var first = expected.GetProperty("first_20").EnumerateArray().SelectMany(row => row.GetProperty("probabilities").EnumerateArray().Select(value => value.GetDouble()));
        Assert.All(first.Zip(scored.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        var actual = Array.ConvertAll(Samples.Column(s_digits, "digit"), digit => int.Parse(digit, CultureInfo.InvariantCulture));
        var metrics = MulticlassMetrics.Measure(scored.Scores, 10, actual);
        var wanted = expected.GetProperty("evaluation").GetProperty("metrics");
        var measured = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["accuracy"] = metrics.Confusion.Accuracy,
            ["balanced_accuracy"] = metrics.Confusion.BalancedAccuracy,
            ["precision_macro"] = metrics.Confusion.PrecisionMacro,
            ["recall_macro"] = metrics.Confusion.RecallMacro,
            ["f1_macro"] = metrics.Confusion.F1Macro,
            ["f1_micro"] = metrics.Confusion.F1Micro,
            ["f1_weighted"] = metrics.Confusion.F1Weighted,
            ["roc_auc_ovr_macro"] = metrics.RocAucMacro,
            ["pr_auc_ovr_macro"] = metrics.AveragePrecisionMacro,
            ["log_loss"] = metrics.LogLoss,
            ["brier_sum"] = metrics.BrierSum,
            ["ece_top_label"] = metrics.CalibrationError,
        };
        Assert.All(measured, metric => Assert.Equal(wanted.GetProperty(metric.Key).GetDouble(), metric.Value!.Value, 1e-6));
        Assert.Equal(
            wanted.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray()),
            metrics.Confusion.ToRows());
    }

    [Fact]
    public async Task Score_Regression_AgreesWithExpected()
    {
        var expected = Samples.Expected("credit", "credit-amount-v1");

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model("credit", "credit-amount-v1"), s_credit));

        var first = expected.GetProperty("first_20").EnumerateArray().Select(row => row.GetProperty("prediction").GetDouble());
        Assert.All(first.Zip(scored.Scores), pair => AssertNear(pair.First, pair.Second));
        var actual = Array.ConvertAll(Samples.Column(s_credit, "amount_dm"), amount => double.Parse(amount, CultureInfo.InvariantCulture));
        AssertMetrics(expected.GetProperty("evaluation").GetProperty("metrics"), RegressionMetrics.Measure(scored.Scores, actual));
        foreach (var attribute in expected.GetProperty("evaluation").GetProperty("by_group").EnumerateObject())
        {
            var values = Samples.Column(s_credit, attribute.Name);
            foreach (var group in attribute.Value.EnumerateObject())
            {
                int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => values[row] == group.Name)];
                AssertMetrics(group.Value, RegressionMetrics.Measure([.. rows.Select(row => scored.Scores[row])], [.. rows.Select(row => actual[row])]));
            }
        }
    }

    [Fact]
    public async Task Score_FewerClassesDeclaredThanGiven_IsRefused()
    {
        var spec = Samples.Spec(Samples.Model("digits", "digits-logit-v1"), s_digits);

        var failure = await Samples.FailAsync(spec with { ClassLabels = [.. spec.ClassLabels.Take(9)] });

        Assert.Equal("output-width", failure.Code);
        Assert.Contains("has 10 columns; this version declares 9 classes", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_TenClassesAsBinary_IsRefused()
    {
        var spec = Samples.Spec(Samples.Model("digits", "digits-logit-v1"), s_digits);

        Assert.Equal("not-binary", (await Samples.FailAsync(spec with { Output = OutputKind.PositiveProbability })).Code);
    }

    [Fact]
    public async Task Score_BinaryModelAsClasses_GivesBothProbabilities()
    {
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage);
        var positive = await Samples.ScoreAsync(spec);

        var both = await Samples.ScoreAsync(spec with { Output = OutputKind.ClassProbabilities });
        var maps = await Samples.ScoreAsync(Samples.Spec(Samples.Odd("zipmap"), Samples.Mortgage) with { Output = OutputKind.ClassProbabilities });

        Assert.Equal(2 * positive.Scores.Length, both.Scores.Length);
        Assert.Equal(positive.Scores, both.Scores.Where((_, i) => i % 2 == 1));
        Assert.All(both.Scores.Zip(maps.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public async Task Score_ValueOfAModelWithoutNumbers_SaysSo()
    {
        var failure = await Samples.FailAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage) with { Output = OutputKind.Quantiles });

        Assert.Equal("quantiles-missing", failure.Code);
    }

    private static void AssertMetrics(JsonElement wanted, RegressionMetrics metrics)
    {
        var measured = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["rmse"] = metrics.RootMeanSquaredError,
            ["mae"] = metrics.MeanAbsoluteError,
            ["r2"] = metrics.R2,
            ["median_absolute_error"] = metrics.MedianAbsoluteError,
            ["mape"] = metrics.MeanAbsolutePercentageError,
            ["mean_error"] = metrics.MeanError,
            ["explained_variance"] = metrics.ExplainedVariance,
            ["max_error"] = metrics.MaximumError,
        };
        Assert.Equal(wanted.GetProperty("n").GetInt64(), metrics.Rows);
        Assert.All(measured, metric => AssertNear(wanted.GetProperty(metric.Key).GetDouble(), metric.Value!.Value));
    }

    /// <summary>The sample's own tolerance is relative: amounts are thousands.</summary>
    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * 1e-5);
}
