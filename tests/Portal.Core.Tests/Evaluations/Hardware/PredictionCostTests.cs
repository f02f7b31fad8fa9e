using System.Globalization;
using Portal.Core.Evaluations.Hardware;

namespace Portal.Core.Tests.Evaluations.Hardware;

/// <summary>What 1,000 predictions cost; the expected amounts were worked out by hand.</summary>
public sealed class PredictionCostTests
{
    /// <summary>The first is a published example: 2.00 an hour, 1,500 a second, 35 % use are 1.0582 for a million.</summary>
    [Theory]
    [InlineData("2.00", PricedUnit.Machine, 8, 1500, "0.35", "0.001058201058")]
    [InlineData("1.006", PricedUnit.Machine, 16, 10_000, "1", "0.000027944444")]
    [InlineData("0.0335", PricedUnit.Core, 2, 1_000_000, "1", "0.000000018611")]
    [InlineData("0.0408", PricedUnit.Core, 4, 250, "0.5", "0.000362666667")]
    [InlineData("3600", PricedUnit.Machine, 1, 1, "1", "1000")]
    [InlineData("0.10", PricedUnit.Core, 1, 0.5, "0.25", "0.222222222222")]
    public void Of_PriceSpeedAndUse_IsTheCostOfAThousand(string price, PricedUnit per, int cores, double rowsPerSecond, string utilisation, string expected) =>
        Assert.Equal(Number(expected), PredictionCost.Of(Price(Number(price), per), cores, rowsPerSecond, Number(utilisation)));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Of_SpeedThatIsNone_IsNoCost(double rowsPerSecond) => Assert.Null(PredictionCost.Of(Price(1, PricedUnit.Machine), 1, rowsPerSecond, 1));

    [Theory]
    [InlineData("0")]
    [InlineData("1.01")]
    public void Of_UseThatIsNoShare_Throws(string utilisation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PredictionCost.Of(Price(1, PricedUnit.Machine), 1, 100, Number(utilisation)));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static HardwarePrice Price(decimal amount, PricedUnit per) => new("class", "a class", per, amount, "EUR", new DateOnly(2026, 11, 22), "a list");
}
