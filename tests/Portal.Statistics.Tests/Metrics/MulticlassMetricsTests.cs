using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;

namespace Portal.Statistics.Tests.Metrics;

public sealed class MulticlassMetricsTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)] // a class of the model that no row has
    [InlineData(3)] // two classes
    public void Measure_SeededRows_AgreesWithScikitLearn(int number)
    {
        var oracle = Oracle.Read("multiclass")["cases"].Items.ElementAt(number);

        var metrics = MulticlassMetrics.Measure(oracle["probabilities"].Numbers, oracle["classes"].Integer, oracle["actual"].Integers);

        var confusion = metrics.Confusion;
        Assert.Equal(oracle["accuracy"].Number, confusion.Accuracy, Tolerance);
        Assert.Equal(oracle["balanced_accuracy"].Number, confusion.BalancedAccuracy, Tolerance);
        Assert.Equal(oracle["precision_macro"].Number, confusion.PrecisionMacro, Tolerance);
        Assert.Equal(oracle["recall_macro"].Number, confusion.RecallMacro, Tolerance);
        Assert.Equal(oracle["f1_macro"].Number, confusion.F1Macro, Tolerance);
        Assert.Equal(oracle["f1_micro"].Number, confusion.F1Micro, Tolerance);
        Assert.Equal(oracle["f1_weighted"].Number, confusion.F1Weighted, Tolerance);
        Assert.Equal(oracle["roc_auc"].Number, metrics.RocAucMacro!.Value, Tolerance);
        Assert.Equal(oracle["average_precision"].Number, metrics.AveragePrecisionMacro!.Value, Tolerance);
        Assert.Equal(oracle["log_loss"].Number, metrics.LogLoss, Tolerance);
        Assert.Equal(oracle["brier_sum"].Number, metrics.BrierSum, Tolerance);
        Assert.Equal(oracle["ece"].Number, metrics.CalibrationError, Tolerance);
        Assert.Equal(oracle["precision"].Numbers, metrics.PerClass.Select(entry => entry.Precision ?? 0));
        Assert.Equal(oracle["recall"].Numbers, metrics.PerClass.Select(entry => entry.Recall ?? 0));
        Assert.Equal(oracle["f1"].Numbers, metrics.PerClass.Select(entry => Math.Round(entry.F1 ?? 0, 15)), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(oracle["support"].Integers, metrics.PerClass.Select(entry => (int)entry.Support));
        Assert.Equal(oracle["confusion"].Integers, confusion.ToRows().SelectMany(row => row).Select(cell => (int)cell));
    }

    [Fact]
    public void Measure_ClassWithoutRows_HasNoRankingMetricAndIsCounted()
    {
        var metrics = MulticlassMetrics.Measure([0.5, 0.3, 0.2, 0.1, 0.8, 0.1], 3, [0, 1]);

        Assert.Equal(1, metrics.ClassesWithoutRows);
        Assert.Equal(new ClassMetrics(null, null, null, 0, null, null), metrics.PerClass[2]);
        Assert.Equal(1, metrics.RocAucMacro);
        Assert.Equal(1, metrics.Confusion.F1Macro);
    }

    [Fact]
    public void Measure_OneClassOnly_LeavesRankingMetricsUndefined()
    {
        var metrics = MulticlassMetrics.Measure([0.5, 0.5, 0.4, 0.6], 2, [1, 1]);

        Assert.Null(metrics.RocAucMacro);
        Assert.Null(metrics.AveragePrecisionMacro);
    }

    [Fact]
    public void MostProbable_Ties_TakesTheLowestIndex() => Assert.Equal(1, MulticlassMetrics.MostProbable([0.2, 0.4, 0.4]));

    [Fact]
    public void Measure_PerfectModel_IsAsGoodAsCanBe()
    {
        var metrics = MulticlassMetrics.Measure([1, 0, 0, 0, 1, 0, 0, 0, 1], 3, [0, 1, 2]);

        Assert.Equal(1, metrics.Confusion.Accuracy);
        Assert.Equal(1, metrics.RocAucMacro);
        Assert.Equal(1, metrics.AveragePrecisionMacro);
        Assert.Equal(0, metrics.LogLoss);
        Assert.Equal(0, metrics.BrierSum);
        Assert.Equal(0, metrics.CalibrationError);
    }

    [Fact]
    public void Measure_RowsInAnotherOrder_ChangesNothing()
    {
        var oracle = Oracle.Read("multiclass")["cases"].Items.First();
        var (classes, actual) = (oracle["classes"].Integer, oracle["actual"].Integers);
        var rows = oracle["probabilities"].Numbers.Chunk(classes).ToArray();
        var order = Enumerable.Range(0, rows.Length).OrderBy(row => row * 37 % 61).ToArray();

        var metrics = MulticlassMetrics.Measure([.. rows.SelectMany(row => row)], classes, actual);
        var moved = MulticlassMetrics.Measure([.. order.SelectMany(row => rows[row])], classes, [.. order.Select(row => actual[row])]);

        Assert.Equal(metrics.PerClass, moved.PerClass);
        Assert.Equal(metrics.LogLoss, moved.LogLoss, Tolerance);
        Assert.Equal(metrics.CalibrationError, moved.CalibrationError, Tolerance);
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.5, 0.5 }, 2, new[] { 0 }, "There are 3 probabilities for 1 rows of 2 classes.")]
    [InlineData(new[] { 0.5, 0.5 }, 2, new[] { 2 }, "Row 0 has the class 2, which is none of 2.")]
    [InlineData(new[] { 0.5, 1.5 }, 2, new[] { 0 }, "A probability of row 0 lies outside 0 to 1.")]
    [InlineData(new[] { 0.5, double.NaN }, 2, new[] { 0 }, "A probability of row 0 lies outside 0 to 1.")]
    [InlineData(new[] { 0.0, 0.0 }, 2, new[] { 0 }, "All probabilities of row 0 are 0.")]
    [InlineData(new double[0], 2, new int[0], "A metric needs at least one row.")]
    public void Measure_RowsThatDoNotFit_SaysWhy(double[] probabilities, int classes, int[] actual, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => MulticlassMetrics.Measure(probabilities, classes, actual));

        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
    }
}
