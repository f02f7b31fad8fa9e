using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;

namespace Portal.Statistics.Tests.Metrics;

public sealed class MultilabelMetricsTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)] // a label that no row has, rows without labels
    public void Measure_SeededRows_AgreesWithScikitLearn(int number)
    {
        var oracle = Oracle.Read("multilabel")["cases"].Items.ElementAt(number);

        var metrics = MultilabelMetrics.Measure(oracle["scores"].Numbers, oracle["labels"].Integer, oracle["actual"].Flags, 0.5);

        Assert.Equal(oracle["subset_accuracy"].Number, metrics.SubsetAccuracy, Tolerance);
        Assert.Equal(oracle["hamming"].Number, metrics.HammingLoss, Tolerance);
        Assert.Equal(oracle["auc_micro"].Number, metrics.RocAucMicro!.Value, Tolerance);
        Assert.Equal(oracle["auc_macro"].Number, metrics.RocAucMacro!.Value, Tolerance);
        Assert.Equal(oracle["ap_micro"].Number, metrics.AveragePrecisionMicro!.Value, Tolerance);
        Assert.Equal(oracle["ap_macro"].Number, metrics.AveragePrecisionMacro!.Value, Tolerance);
        Assert.Equal(oracle["without"].Integer, metrics.LabelsWithoutRanking);
        AssertAverages(oracle["micro"].Numbers, metrics.Micro);
        AssertAverages(oracle["macro"].Numbers, metrics.Macro);
        AssertAverages(oracle["weighted"].Numbers, metrics.Weighted);
        AssertAverages(oracle["samples"].Numbers, metrics.Samples);
    }

    [Fact]
    public void Measure_LabelNeverSeenNorPredicted_HasNoMetric()
    {
        var metrics = MultilabelMetrics.Measure([0.9, 0.1, 0.2, 0.1], 2, [true, false, false, false], 0.5);

        Assert.Equal(new LabelMetrics(1, 1, 1, 1, 1, 1), metrics.PerLabel[0]);
        Assert.Equal(new LabelMetrics(null, null, null, 0, null, null), metrics.PerLabel[1]);
        Assert.Equal(1, metrics.SubsetAccuracy);
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 2, new[] { true, false, true })]
    [InlineData(new[] { 0.1, 0.2 }, 2, new[] { true })]
    [InlineData(new[] { 0.1, 1.2 }, 2, new[] { true, false })]
    public void Measure_RowsThatDoNotFit_Throws(double[] scores, int labels, bool[] actual) =>
        Assert.Throws<ArgumentException>(() => MultilabelMetrics.Measure(scores, labels, actual, 0.5));

    private static void AssertAverages(double[] expected, LabelAverages averages)
    {
        Assert.Equal(expected[0], averages.Precision, Tolerance);
        Assert.Equal(expected[1], averages.Recall, Tolerance);
        Assert.Equal(expected[2], averages.F1, Tolerance);
    }
}
