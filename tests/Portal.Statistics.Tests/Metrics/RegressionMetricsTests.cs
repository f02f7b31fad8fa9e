using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;

namespace Portal.Statistics.Tests.Metrics;

public sealed class RegressionMetricsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Measure_SeededRows_AgreesWithScikitLearn(int number)
    {
        var oracle = Oracle.Read("regression")["cases"].Items.ElementAt(number);

        var metrics = RegressionMetrics.Measure(oracle["predictions"].Numbers, oracle["actual"].Numbers);

        Assert.Equal(oracle["rmse"].Number, metrics.RootMeanSquaredError, 1e-10);
        Assert.Equal(oracle["mae"].Number, metrics.MeanAbsoluteError, 1e-10);
        Assert.Equal(oracle["r2"].Number, metrics.R2!.Value, 1e-10);
        Assert.Equal(oracle["median_absolute_error"].Number, metrics.MedianAbsoluteError, 1e-10);
        Assert.Equal(oracle["mape"].Number, metrics.MeanAbsolutePercentageError!.Value, 1e-10);
        Assert.Equal(oracle["mean_error"].Number, metrics.MeanError, 1e-10);
        Assert.Equal(oracle["explained_variance"].Number, metrics.ExplainedVariance!.Value, 1e-10);
        Assert.Equal(oracle["max_error"].Number, metrics.MaximumError, 1e-10);
    }

    [Fact]
    public void Measure_PredictionsTooHigh_MeanErrorIsPositive() => Assert.Equal(2, RegressionMetrics.Measure([3, 4], [1, 2]).MeanError);

    [Fact]
    public void Measure_AllTruthsEqual_LeavesSharesOfVarianceUndefined()
    {
        var metrics = RegressionMetrics.Measure([0.1, 0.2, 0.3], [0.1, 0.1, 0.1]);

        Assert.Null(metrics.R2);
        Assert.Null(metrics.ExplainedVariance);
    }

    [Fact]
    public void Measure_ATruthIsZero_LeavesPercentageUndefined() =>
        Assert.Null(RegressionMetrics.Measure([1, 2, 3], [1, 0, 3]).MeanAbsolutePercentageError);

    [Theory]
    [InlineData(new[] { double.NaN }, new[] { 1.0 })]
    [InlineData(new[] { 1.0 }, new[] { double.PositiveInfinity })]
    [InlineData(new[] { 1.0, 2.0 }, new[] { 1.0 })]
    [InlineData(new double[0], new double[0])]
    public void Measure_RowsThatDoNotFit_Throws(double[] predictions, double[] actual) =>
        Assert.Throws<ArgumentException>(() => RegressionMetrics.Measure(predictions, actual));
}
