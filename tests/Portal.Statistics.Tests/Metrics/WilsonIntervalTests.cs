using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Tests.Metrics;

public sealed class WilsonIntervalTests
{
    [Theory]
    [InlineData(15, 148, 0.0624, 0.1605)] // R. G. Newcombe (1998), table I, method 3
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(29, 29, 0.8830, 1)]
    public void Of_PublishedCases_AgreesWithThem(long successes, long trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of(successes, trials)!.Value;

        Assert.Equal(lower, interval.Lower, 1e-4);
        Assert.Equal(upper, interval.Upper, 1e-4);
    }

    [Fact]
    public void Of_NoRows_IsNotDefined() => Assert.Null(WilsonInterval.Of(0, 0));

    [Fact]
    public void Of_AnyCounts_HoldsTheRateInsideZeroToOne()
    {
        var counts = Gen.Choose(1, 10_000).SelectMany(trials => Gen.Choose(0, trials).Select(successes => (successes, trials)));

        Prop.ForAll(counts.ToArbitrary(), pair =>
        {
            var interval = WilsonInterval.Of(pair.successes, pair.trials)!.Value;
            var rate = (double)pair.successes / pair.trials;
            return interval.Lower >= 0 && interval.Lower <= rate && rate <= interval.Upper && interval.Upper <= 1;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_MoreSuccessesThanTrials_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));
}
