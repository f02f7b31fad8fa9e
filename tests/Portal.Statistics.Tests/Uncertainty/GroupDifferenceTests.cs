using Portal.Statistics.Tests.Oracles;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Uncertainty;

public sealed class GroupDifferenceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Welch_SeededRows_AgreesWithSciPyAndStatsmodels(int number)
    {
        var oracle = Oracle.Read("groups")["welch"].Items.ElementAt(number);

        var difference = GroupDifference.Welch(Sum(oracle["first"].Numbers), Sum(oracle["second"].Numbers));

        Assert.Equal(oracle["p_value"].Number, difference.PValue!.Value, 1e-9);
        Assert.Equal(oracle["interval"].Numbers[0], difference.Interval!.Value.Lower, 1e-8);
        Assert.Equal(oracle["interval"].Numbers[1], difference.Interval.Value.Upper, 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TwoProportions_Counts_AgreesWithStatsmodels(int number)
    {
        var oracle = Oracle.Read("groups")["proportions"].Items.ElementAt(number);
        var counts = oracle["counts"].Integers;

        var difference = GroupDifference.TwoProportions(
            new Moments(counts[1], counts[0], counts[0]), new Moments(counts[3], counts[2], counts[2]));

        Assert.Equal(oracle["p_value"].Number, difference.PValue!.Value, 1e-9);
        Assert.Equal(oracle["interval"].Numbers[0], difference.Interval!.Value.Lower, 1e-9);
        Assert.Equal(oracle["interval"].Numbers[1], difference.Interval.Value.Upper, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Adjust_PValues_AgreesWithStatsmodels(int number)
    {
        var oracle = Oracle.Read("groups")["corrections"].Items.ElementAt(number);

        Assert.Equal(oracle["fdr"].Numbers, MultipleTesting.Adjust(oracle["p"].Numbers, Correction.FalseDiscoveryRate), Close);
        Assert.Equal(oracle["holm"].Numbers, MultipleTesting.Adjust(oracle["p"].Numbers, Correction.FamilyWise), Close);
    }

    [Fact]
    public void Adjust_NotAPValue_Throws() =>
        Assert.Throws<ArgumentException>(() => MultipleTesting.Adjust([0.1, double.NaN], Correction.FamilyWise));

    [Theory]
    [InlineData(new[] { 1.0 }, new[] { 1.0, 2 })]
    [InlineData(new[] { 1.0, 1 }, new[] { 2.0, 2 })]
    public void Welch_NoSpread_IsNotDefined(double[] first, double[] second)
    {
        var difference = GroupDifference.Welch(Sum(first), Sum(second));

        Assert.Null(difference.PValue);
        Assert.Null(difference.Interval);
    }

    private static Moments Sum(double[] values) => values.Aggregate(default(Moments), (moments, value) => moments.With(value));

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
