using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Slices;

namespace Portal.Statistics.Tests.Slices;

public sealed class QuantileBandsTests
{
    [Fact]
    public void Of_Shares_NamesReadWell()
    {
        double[] values = [.. Enumerable.Range(0, 1001).Select(row => row / 1000.0 * row / 1000.0)];

        var bands = QuantileBands.Of(values, 4);

        Assert.Equal(["below 0.062", "0.062 to 0.250", "0.250 to 0.562", "0.562 or more"], bands.Names);
    }

    [Fact]
    public void Of_WholeNumbers_NamesHoldBothEnds()
    {
        double[] ages = [.. Enumerable.Range(20, 50)];

        var bands = QuantileBands.Of(ages);

        Assert.Equal(["below 30", "30 to 39", "40 to 49", "50 to 59", "60 or more"], bands.Names);
        Assert.Equal(2, bands.Band(49));
        Assert.Equal(3, bands.Band(50));
    }

    [Fact]
    public void Of_FewDistinctValues_LeavesOutBandsWithoutRoom()
    {
        Assert.Equal(["below 1", "1 or more"], QuantileBands.Of([0, 0, 0, 0, 1, 1]).Names);
        Assert.Equal(["below 1", "1", "2 or more"], QuantileBands.Of([0, 0, 1, 1, 2, 2], 3).Names);
        Assert.Equal(["all"], QuantileBands.Of([7.5, 7.5]).Names);
    }

    [Fact]
    public void Of_MissingValues_HaveABandOfTheirOwn()
    {
        var column = QuantileBands.Column("income", [1, double.NaN, 2, 3], 2);

        Assert.Equal(["below 2", "2 or more", "missing"], column.Values);
        Assert.Equal([0, 2, 1, 1], column.Codes.ToArray());
        Assert.Equal(["all", "missing"], QuantileBands.Of([double.NaN]).Names);
        Assert.Throws<ArgumentException>(() => QuantileBands.Of([1, 2]).Band(double.NaN));
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e9)]
    public void Of_AnyScale_NamesAreDifferent(double scale)
    {
        var bands = QuantileBands.Of([.. Enumerable.Range(1, 97).Select(row => row * scale / 3)]);

        Assert.Equal(5, bands.Names.Distinct().Count());
    }

    [Fact]
    public void Of_AnyNumbers_BandsRiseAndHoldAboutEquallyMany()
    {
        var numbers = Gen.Choose(-100_000, 100_000).Select(number => number / 64.0).ListOf(200).Where(list => list.Distinct().Count() > 150);

        Prop.ForAll(numbers.ToArbitrary(), list =>
        {
            var bands = QuantileBands.Of([.. list], 4);
            var counts = list.CountBy(bands.Band).Select(pair => pair.Value).ToArray();
            return counts.Length == 4 && counts.All(count => count is >= 35 and <= 65);
        }).QuickCheckThrowOnFailure();
    }
}
