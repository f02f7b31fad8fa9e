using Portal.Statistics.Metrics;

namespace Portal.Statistics.Tests.Metrics;

/// <summary>Expected figures were worked out by hand or with scikit-learn 1.2.1.</summary>
public sealed class BinaryMetricsTests
{
    private static readonly double[] s_scores = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] s_truth = [false, false, true, true];

    [Fact]
    public void Measure_FourRows_AgreesWithScikitLearn()
    {
        var metrics = BinaryMetrics.Measure(s_scores, s_truth, 0.5);

        Assert.Equal(new ConfusionMatrix(2, 0, 1, 1), metrics.Confusion);
        Assert.Equal(0.75, metrics.Confusion.Accuracy!.Value, 12);
        Assert.Equal(0.75, metrics.Confusion.BalancedAccuracy!.Value, 12);
        Assert.Equal(1.0, metrics.Confusion.Precision!.Value, 12);
        Assert.Equal(0.5, metrics.Confusion.Recall!.Value, 12);
        Assert.Equal(2.0 / 3, metrics.Confusion.F1!.Value, 12);
        Assert.Equal(0.75, metrics.RocAuc!.Value, 12);
        Assert.Equal(0.8333333333333333, metrics.AveragePrecision!.Value, 12);
        Assert.Equal(0.47228795380917615, metrics.LogLoss, 12);
        Assert.Equal(0.158125, metrics.Brier, 12);
        Assert.Equal((0.1 + 2 * 0.125 + 0.2) / 4, metrics.CalibrationError, 12);
    }

    [Fact]
    public void RocAuc_AllScoresTied_IsOneHalf()
    {
        var ranked = RankedScores.Of([0.3, 0.3, 0.3, 0.3], [true, false, false, true]);

        Assert.Equal(0.5, ranked.RocAuc());
        Assert.Equal(0.5, ranked.AveragePrecision());
    }

    [Fact]
    public void RocAuc_SomeScoresTied_CountsTiesHalf()
    {
        var ranked = RankedScores.Of([0.2, 0.5, 0.5, 0.9], [false, false, true, true]);

        Assert.Equal(0.875, ranked.RocAuc());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Measure_OneClassOnly_LeavesRankingMetricsUndefined(bool only)
    {
        var metrics = BinaryMetrics.Measure([0.2, 0.9], [only, only], 0.5);

        Assert.Null(metrics.RocAuc);
        Assert.Null(metrics.AveragePrecision);
        Assert.Null(metrics.Confusion.BalancedAccuracy);
        Assert.True(double.IsFinite(metrics.LogLoss));
    }

    [Fact]
    public void Confusion_NothingPredictedPositive_LeavesPrecisionUndefined()
    {
        var confusion = ConfusionMatrix.At([0.1, 0.2], [true, false], 0.5);

        Assert.Null(confusion.Precision);
        Assert.Equal(0, confusion.F1);
    }

    [Fact]
    public void Confusion_ScoreAtThreshold_IsPredictedPositive() =>
        Assert.Equal(1, ConfusionMatrix.At([0.5], [true], 0.5).TruePositives);

    [Fact]
    public void LogLoss_CertainAndWrong_IsClippedNotInfinite() =>
        Assert.Equal(34.538776394910684, BinaryMetrics.Measure([0.0, 0.0], [true, true], 0.5).LogLoss, 6);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public void Measure_ScoreIsNoProbability_Throws(double score) =>
        Assert.Throws<ArgumentException>(() => BinaryMetrics.Measure([score], [true], 0.5));

    [Fact]
    public void Measure_LengthsDiffer_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => BinaryMetrics.Measure([0.5], [true, false], 0.5));

        Assert.StartsWith("There are 1 scores for 2 rows.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_NoRows_Throws() => Assert.Throws<ArgumentException>(() => BinaryMetrics.Measure([], [], 0.5));

    [Fact]
    public void Measure_ThresholdOutsideRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BinaryMetrics.Measure(s_scores, s_truth, double.NaN));
}
