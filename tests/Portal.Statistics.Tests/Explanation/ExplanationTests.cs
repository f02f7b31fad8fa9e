using Portal.Statistics.Explanation;

namespace Portal.Statistics.Tests.Explanation;

public sealed class ExplanationTests
{
    private const double Tolerance = 1e-12;

    /// <summary>Drops 0.1, 0.2, 0.3: mean 0.2, deviation 0.1, t with 2 degrees of freedom 4.302653.</summary>
    [Theory]
    [InlineData(0.9, new[] { 0.8, 0.7, 0.6 }, true)]
    [InlineData(0.4, new[] { 0.5, 0.6, 0.7 }, false)]
    public void Importance_MetricGetsWorse_DropIsPositive(double original, double[] permuted, bool higherIsBetter)
    {
        var importance = PermutationImportance.Measure(original, permuted, higherIsBetter);

        Assert.Equal(0.2, importance.MeanDrop, Tolerance);
        Assert.Equal(0.1, importance.StandardDeviation, Tolerance);
        Assert.Equal(0.2 - 4.302653 * 0.1 / Math.Sqrt(3), importance.Interval!.Value.Lower, 1e-6);
        Assert.Equal(0.2 + 4.302653 * 0.1 / Math.Sqrt(3), importance.Interval.Value.Upper, 1e-6);
    }

    [Fact]
    public void Importance_SingleShuffle_HasNoInterval()
    {
        var importance = PermutationImportance.Measure(0.9, [0.95], true);

        Assert.Equal(-0.05, importance.MeanDrop, Tolerance);
        Assert.Null(importance.Interval);
    }

    [Fact]
    public void Importance_NoShuffleOrNoNumber_Throws()
    {
        Assert.Throws<ArgumentException>(() => PermutationImportance.Measure(0.9, [], true));
        Assert.Throws<ArgumentException>(() => PermutationImportance.Measure(0.9, [double.NaN], true));
    }

    [Fact]
    public void Dependence_ScoresOfTheGrid_AreAveraged()
    {
        double[] low = [.. Enumerable.Range(0, 11).Select(row => row / 10.0)];

        var dependence = PartialDependence.Measure([.. low, .. low.Select(score => score / 2)], 2);

        Assert.Equal((0.5, 0.1, 0.9), (dependence.Points[0].Mean, dependence.Points[0].Low, Math.Round(dependence.Points[0].High, 12)));
        Assert.Equal(0.25, dependence.Points[1].Mean, Tolerance);
        Assert.Equal(0.25, dependence.Range, Tolerance);
    }

    [Theory]
    [InlineData(new double[0], 1)]
    [InlineData(new[] { 1.0, 2, 3 }, 2)]
    [InlineData(new[] { 1.0, double.NaN }, 2)]
    public void Dependence_ScoresThatDoNotFit_Throws(double[] scores, int points) =>
        Assert.Throws<ArgumentException>(() => PartialDependence.Measure(scores, points));

    [Fact]
    public void Flips_ScoresBeforeAndAfter_AreToldByDirection()
    {
        var flips = CounterfactualFlips.Measure([0.4, 0.6, 0.5, 0.1], [0.5, 0.3, 0.5, 0.2], 0.5);

        Assert.Equal((4L, 1L, 1L), (flips.Rows, flips.ToPositive, flips.ToNegative));
        Assert.Equal(0.5, flips.FlipShare);
        Assert.InRange(0.5, flips.FlipInterval.Lower, flips.FlipInterval.Upper);
        Assert.Equal(0.125, flips.MeanAbsoluteChange, Tolerance);
        Assert.Equal(-0.025, flips.MeanChange, Tolerance);
        Assert.Equal(0.1, flips.LargestRise, Tolerance);
        Assert.Equal(0.3, flips.LargestFall, Tolerance);
        Assert.Equal(1, flips.MostChangedRow);
    }

    [Fact]
    public void Flips_BeforeAndAfterExchanged_TurnsTheDirections()
    {
        double[] before = [0.4, 0.6, 0.7, 0.1];
        double[] after = [0.5, 0.3, 0.2, 0.2];

        var (forth, back) = (CounterfactualFlips.Measure(before, after, 0.5), CounterfactualFlips.Measure(after, before, 0.5));

        Assert.Equal((forth.ToPositive, forth.ToNegative), (back.ToNegative, back.ToPositive));
        Assert.Equal((forth.LargestRise, forth.MeanChange), (back.LargestFall, -back.MeanChange));
    }

    [Fact]
    public void Flips_RowsThatDoNotFit_Throws()
    {
        Assert.Throws<ArgumentException>(() => CounterfactualFlips.Measure([], [], 0.5));
        Assert.Throws<ArgumentException>(() => CounterfactualFlips.Measure([1], [double.NaN], 0.5));
    }
}
