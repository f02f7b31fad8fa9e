using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.UnitCosts;

namespace Portal.Core.Tests.Costs.UnitCosts;

public sealed class PriceVolumeMixTests
{
    /// <summary>Whatever is thrown at it: the parts are the change, to the last decimal.</summary>
    [Fact]
    public void Parts_OfRandomPeriods_AddUpToTheChangeExactly()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var (before, after) = (Items(random), Items(random));

            var found = PriceVolumeMix.Of(before, after);

            Assert.Equal(after.Sum(item => item.Cost) - before.Sum(item => item.Cost), found.Volume + found.Mix + found.Price + found.Other);
            Assert.Equal(found.Change, found.Volume + found.Mix + found.Price + found.Other);
            Assert.Equal(found.Price, found.Prices.Sum(move => move.Price));
        }
    }

    [Fact]
    public void Parts_AreWhatTheirNamesSay()
    {
        CostItem[] before = [new("a", "A", 100, 1000), new("b", "B", 300, 1000), new("tax", "Tax", 20, 0)];

        var more = PriceVolumeMix.Of(before, [new("a", "A", 150, 1500), new("b", "B", 450, 1500), new("tax", "Tax", 20, 0)]);
        var dearer = PriceVolumeMix.Of(before, [new("a", "A", 120, 1000), new("b", "B", 300, 1000), new("tax", "Tax", 25, 0)]);
        var shifted = PriceVolumeMix.Of(before, [new("a", "A", 150, 1500), new("b", "B", 150, 500), new("tax", "Tax", 20, 0)]);
        var replaced = PriceVolumeMix.Of(before, [new("a", "A", 100, 1000), new("c", "C", 600, 1000)]);

        Assert.Equal((200m, 0m, 0m, 0m), (more.Volume, more.Mix, more.Price, more.Other));
        Assert.Equal((0m, 0m, 20m, 5m), (dearer.Volume, dearer.Mix, dearer.Price, dearer.Other));
        Assert.Equal((0m, -100m, 0m, 0m), (shifted.Volume, shifted.Mix, shifted.Price, shifted.Other));
        Assert.Equal((0m, 300m, 0m, -20m), (replaced.Volume, replaced.Mix, replaced.Price, replaced.Other));
        Assert.Equal(("a", 0.1m, 0.12m, 20m), (dearer.Prices[0].Key, dearer.Prices[0].PriceBefore, dearer.Prices[0].PriceAfter, dearer.Prices[0].Price));
    }

    [Fact]
    public void Change_WithoutACountBefore_IsVolume()
    {
        var found = PriceVolumeMix.Of([new("x", "X", 7, 0)], [new("a", "A", 50, 10)]);

        Assert.Equal((50m, 0m, 0m, -7m, 43m), (found.Volume, found.Mix, found.Price, found.Other, found.Change));
    }

    private static List<CostItem> Items(Random random) => [.. Enumerable.Range(0, random.Next(0, 8)).Select(at => new CostItem(
        $"sku {random.Next(6)}", $"{at}", Amounts.Keep(random.Next(-1_000_000, 100_000_000) / 7_919m), random.Next(4) == 0 ? 0 : random.Next(1, 2_000_000_000) / 3m))];
}
