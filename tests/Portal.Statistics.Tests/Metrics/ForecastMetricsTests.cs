using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;

namespace Portal.Statistics.Tests.Metrics;

public sealed class ForecastMetricsTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Measure_SeededQuantiles_AgreesWithScikitLearn()
    {
        var oracle = Oracle.Read("forecast");

        var metrics = QuantileForecastMetrics.Measure(oracle["quantiles"].Numbers, oracle["levels"].Numbers, oracle["actual"].Numbers);

        Assert.Equal(oracle["pinball"].Numbers, metrics.Pinball, (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(oracle["pinball"].Numbers.Average(), metrics.MeanPinball, Tolerance);
        Assert.Equal(oracle["coverage"].Numbers, metrics.Intervals.Select(interval => interval.Coverage));
        Assert.Equal(oracle["width"].Numbers, metrics.Intervals.Select(interval => interval.MeanWidth), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal([0.9, 0.5], metrics.Intervals.Select(interval => interval.Nominal), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(oracle["crossing"].Integer, metrics.CrossingRows);
    }

    [Fact]
    public void Measure_SeededForecast_AgreesWithTheDefinitions()
    {
        var oracle = Oracle.Read("forecast");
        double[] median = [.. oracle["quantiles"].Numbers.Chunk(5).Select(row => row[2])];

        var metrics = PointForecastMetrics.Measure(median, oracle["actual"].Numbers, oracle["history"].Numbers, 7);

        Assert.Equal(oracle["mase"].Number, metrics.MeanAbsoluteScaledError!.Value, Tolerance);
        Assert.Equal(oracle["smape"].Number, metrics.SymmetricPercentageError, Tolerance);
    }

    /// <summary>Quantiles of the uniform distribution against its own rows: the exact score is 1/6 of the width.</summary>
    [Fact]
    public void Crps_ManyEvenLevels_ComesNearTheExactScore()
    {
        double[] levels = [.. Enumerable.Range(0, 100).Select(level => (level + 0.5) / 100)];
        double[] actual = [.. Enumerable.Range(0, 1_000).Select(row => (row + 0.5) / 1_000)];
        double[] quantiles = [.. actual.SelectMany(_ => levels)];

        Assert.Equal(1.0 / 6, QuantileForecastMetrics.Measure(quantiles, levels, actual).Crps, 1e-4);
    }

    [Fact]
    public void Measure_PerfectForecast_LosesNothing()
    {
        var metrics = QuantileForecastMetrics.Measure([5, 5, 7, 7], [0.1, 0.9], [5, 7]);

        Assert.Equal(0, metrics.MeanPinball);
        Assert.Equal(1, metrics.Intervals[0].Coverage);
        Assert.Equal(new PointForecastMetrics(2, 0, 0), PointForecastMetrics.Measure([0, 1], [0, 1], [1, 2]));
    }

    [Fact]
    public void Measure_HistoryThatNeverChanges_LeavesScaledErrorUndefined() =>
        Assert.Null(PointForecastMetrics.Measure([1], [2], [3, 3, 3]).MeanAbsoluteScaledError);

    [Theory]
    [InlineData(new[] { 1.0, 2 }, new[] { 0.9, 0.1 })]
    [InlineData(new[] { 1.0, 2 }, new[] { 0.0, 0.5 })]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 0.1, 0.9 })]
    [InlineData(new[] { 1.0, double.NaN }, new[] { 0.1, 0.9 })]
    [InlineData(new double[0], new double[0])]
    public void Measure_QuantilesThatDoNotFit_Throws(double[] quantiles, double[] levels) =>
        Assert.Throws<ArgumentException>(() => QuantileForecastMetrics.Measure(quantiles, levels, [1]));

    [Fact]
    public void Measure_HistoryNoLongerThanASeason_Throws() =>
        Assert.Throws<ArgumentException>(() => PointForecastMetrics.Measure([1], [2], [3, 3], 2));
}
