using Portal.Statistics.Metrics;
using Portal.Statistics.Tests.Oracles;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Uncertainty;

public sealed class DeLongTests
{
    [Theory]
    [InlineData(0)] // many ties
    [InlineData(1)]
    [InlineData(2)] // whole numbers
    public void Compare_SeededRows_AgreesWithTheDefinition(int number)
    {
        var oracle = Oracle.Read("delong")["cases"].Items.ElementAt(number);

        var comparison = DeLong.Compare(oracle["first"].Numbers, oracle["second"].Numbers, oracle["positives"].Flags)!;

        Assert.Equal(oracle["auc_first"].Number, comparison.First.RocAuc, 1e-12);
        Assert.Equal(oracle["auc_second"].Number, comparison.Second.RocAuc, 1e-12);
        Assert.Equal(oracle["variance_first"].Number, comparison.First.Variance, 1e-12);
        Assert.Equal(oracle["variance_second"].Number, comparison.Second.Variance, 1e-12);
        Assert.Equal(oracle["covariance"].Number, comparison.Covariance, 1e-12);
        Assert.Equal(oracle["p_value"].Number, comparison.PValue!.Value, 1e-9);
        Assert.Equal(oracle["lower"].Number, comparison.Interval.Lower, 1e-12);
        Assert.Equal(oracle["upper"].Number, comparison.Interval.Upper, 1e-12);
        Assert.Equal(oracle["logit_lower"].Number, comparison.First.Interval!.Value.Lower, 1e-12);
        Assert.Equal(oracle["logit_upper"].Number, comparison.First.Interval!.Value.Upper, 1e-12);
    }

    [Fact]
    public void Measure_EightRowsWithTies_AgreesWithTheDefinition()
    {
        var estimate = DeLong.Measure([0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.9, 0.5], [false, false, true, true, false, true, true, false])!;

        Assert.Equal(0.6875, estimate.RocAuc);
        Assert.Equal(0.046875, estimate.Variance, 1e-15);
    }

    [Fact]
    public void Measure_ManyRows_GivesTheAreaOfTheRankedScores()
    {
        var stream = new RandomStream(3);
        double[] scores = [.. Enumerable.Range(0, 5_000).Select(_ => Math.Round(stream.NextUnit(), 2))];
        bool[] truth = [.. scores.Select(score => stream.NextUnit() < score)];

        Assert.Equal(RankedScores.Of(scores, truth).RocAuc(), DeLong.Measure(scores, truth)!.RocAuc);
    }

    [Fact]
    public void Compare_ModelsExchanged_TurnsTheSign()
    {
        var oracle = Oracle.Read("delong")["cases"].Items.First();
        var (first, second, truth) = (oracle["first"].Numbers, oracle["second"].Numbers, oracle["positives"].Flags);

        var forth = DeLong.Compare(first, second, truth)!;
        var back = DeLong.Compare(second, first, truth)!;

        Assert.Equal(forth.Difference, -back.Difference);
        Assert.Equal(forth.Interval.Lower, -back.Interval.Upper);
        Assert.Equal(forth.PValue, back.PValue);
    }

    [Fact]
    public void Compare_SameRanks_HasNoDifferenceAndPValueOne()
    {
        double[] scores = [0.1, 0.4, 0.35, 0.8, 0.6];
        bool[] truth = [false, false, true, true, false];

        var comparison = DeLong.Compare(scores, [.. scores.Select(score => score * score)], truth)!;

        Assert.Equal(0, comparison.Difference);
        Assert.Equal(1, comparison.PValue);
    }

    [Fact]
    public void Measure_PerfectSeparation_HasNoInterval()
    {
        var estimate = DeLong.Measure([0.1, 0.2, 0.8, 0.9], [false, false, true, true])!;

        Assert.Equal(1, estimate.RocAuc);
        Assert.Null(estimate.Interval);
    }

    [Fact]
    public void Compare_PerfectAgainstReversed_HasNoPValue() =>
        Assert.Null(DeLong.Compare([1, 2, 3, 4], [4, 3, 2, 1], [false, false, true, true])!.PValue);

    [Theory]
    [InlineData(new[] { true, true, true })]
    [InlineData(new[] { true, true, false })]
    public void Measure_FewerThanTwoRowsOfAClass_IsNotDefined(bool[] truth) => Assert.Null(DeLong.Measure([1, 2, 3], truth));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Measure_ConfidenceOutOfRange_Throws(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeLong.Measure([1, 2, 3, 4], [true, false, true, false], confidence));

    /// <summary>500 pairs of equally good models: a test at 5 % must call about 25 of them different.</summary>
    [Fact]
    public void Compare_EquallyGoodModels_CallsFiveInAHundredDifferent()
    {
        var called = 0;
        for (ulong trial = 0; trial < 500; trial++)
        {
            var stream = new RandomStream(1_000 + trial);
            bool[] truth = [.. Enumerable.Range(0, 120).Select(row => row % 3 == 0)];
            double[] shared = [.. truth.Select(positive => Noise(ref stream) + (positive ? 1 : 0))];
            double[] first = [.. shared.Select(score => score + Noise(ref stream))];
            double[] second = [.. shared.Select(score => score + Noise(ref stream))];
            called += DeLong.Compare(first, second, truth)!.PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(called, 12, 42);
    }

    private static double Noise(ref RandomStream stream)
    {
        double sum = -6;
        for (var i = 0; i < 12; i++)
        {
            sum += stream.NextUnit();
        }

        return sum;
    }
}
