using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;

namespace Portal.Statistics.Tests.Metrics;

public sealed class RankingMetricsTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)] // a cut behind the last document
    public void Measure_SeededQueriesWithTies_AgreesWithScikitLearnAndEveryOrder(int number)
    {
        var oracle = Oracle.Read("ranking")["cases"].Items.ElementAt(number);

        var linear = Measure(oracle, Gain.Linear);
        var exponential = Measure(oracle, Gain.Exponential);

        var means = oracle["means"].Numbers;
        Assert.Equal(means[0], linear.Ndcg!.Value, Tolerance);
        Assert.Equal(means[1], exponential.Ndcg!.Value, Tolerance);
        Assert.Equal(means[2], linear.MeanAveragePrecision!.Value, Tolerance);
        Assert.Equal(means[3], linear.MeanReciprocalRank!.Value, Tolerance);
        Assert.Equal(means[4], linear.Recall!.Value, Tolerance);
        Assert.Equal(means[5], linear.Precision!.Value, Tolerance);
        Assert.Equal(7, linear.Queries);
        Assert.Equal(oracle["without"].Integer, linear.QueriesWithoutRelevant);
        foreach (var (expected, query) in oracle["per_query"].Items.Zip(linear.PerQuery))
        {
            Assert.Equal(expected.Numbers[0], query.Ndcg, Tolerance);
            Assert.Equal(expected.Numbers[2], query.AveragePrecision, Tolerance);
            Assert.Equal(expected.Numbers[3], query.ReciprocalRank, Tolerance);
        }
    }

    [Fact]
    public void Measure_BestOrder_IsOne()
    {
        var metrics = RankingMetrics.Measure([3, 2, 1], [2, 1, 0], [0, 0, 0], 2);

        Assert.Equal((1, 1, 1, 1, 1), (metrics.Ndcg, metrics.MeanAveragePrecision, metrics.MeanReciprocalRank, metrics.Recall, metrics.Precision));
    }

    [Fact]
    public void Measure_RowsInAnotherOrder_ChangesNothing()
    {
        double[] scores = [0.5, 0.5, 0.5, 0.1, 0.9];
        double[] relevances = [1, 0, 3, 0.7, 0];

        var metrics = RankingMetrics.Measure(scores, relevances, [1, 1, 1, 1, 1], 3, Gain.Exponential);
        Array.Reverse(scores);
        Array.Reverse(relevances);
        var moved = RankingMetrics.Measure(scores, relevances, [1, 1, 1, 1, 1], 3, Gain.Exponential);

        Assert.Equal(metrics.PerQuery, moved.PerQuery);
    }

    [Fact]
    public void Measure_NothingRelevant_IsNotDefined()
    {
        var metrics = RankingMetrics.Measure([1, 2], [0, 0], [4, 5], 1);

        Assert.Null(metrics.Ndcg);
        Assert.Equal((2, 2), (metrics.Queries, metrics.QueriesWithoutRelevant));
    }

    [Theory]
    [InlineData(new[] { 1.0 }, new[] { -1.0 })]
    [InlineData(new[] { double.NaN }, new[] { 1.0 })]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0 })]
    public void Measure_RowsThatDoNotFit_Throws(double[] scores, double[] relevances) =>
        Assert.Throws<ArgumentException>(() => RankingMetrics.Measure(scores, relevances, [0], 1));

    private static RankingMetrics Measure(Oracle oracle, Gain gain) => RankingMetrics.Measure(
        oracle["scores"].Numbers, oracle["relevances"].Numbers, oracle["queries"].Integers, oracle["k"].Integer, gain);
}
