using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Datasets;

namespace Portal.Core.Tests.Datasets;

public sealed class NumberProfileTests
{
    [Fact]
    public void Of_SmallColumn_MatchesHandComputation()
    {
        var profile = NumberProfile.Of([4, 1, 3, 2]);

        Assert.Equal((1, 4, 2.5), (profile.Minimum, profile.Maximum, profile.Mean));
        Assert.Equal(1.2909944487358056, profile.StandardDeviation, 15);
        Assert.Equal([1.03, 1.15, 1.75, 2.5, 3.25, 3.85, 3.97], profile.Quantiles.Select(value => Math.Round(value, 12)));
        Assert.Equal([1L, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1], profile.Histogram);
    }

    [Fact]
    public void Of_OneValue_HasOneBinAndNoSpread()
    {
        var profile = NumberProfile.Of([7, 7, 7]);

        Assert.Equal(0, profile.StandardDeviation);
        Assert.All(profile.Quantiles, quantile => Assert.Equal(7, quantile));
        Assert.Equal([3L], profile.Histogram);
    }

    [Fact]
    public void Of_AnyNumbers_CountsEachOnceAndKeepsQuantilesInOrder() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<NormalFloat[]>().Where(values => values.Length > 0).ToArbitrary(),
        values =>
        {
            double[] numbers = [.. values.Select(value => Math.Clamp(value.Get, -1e150, 1e150))];
            var profile = NumberProfile.Of([.. numbers]);
            double[] inOrder = [profile.Minimum, .. profile.Quantiles, profile.Maximum];
            return profile.Histogram.Sum() == numbers.Length
                && profile.Minimum == numbers.Min()
                && profile.Maximum == numbers.Max()
                && inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First <= pair.Second)
                && double.IsFinite(profile.StandardDeviation);
        }).QuickCheckThrowOnFailure();
}
