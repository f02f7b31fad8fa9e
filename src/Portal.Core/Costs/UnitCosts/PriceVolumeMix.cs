using Portal.Core.Costs.Currencies;

namespace Portal.Core.Costs.UnitCosts;

/// <summary>What one thing cost in a period, and how much of it was used.</summary>
/// <param name="Key">What it is: a provider's SKU.</param>
/// <param name="Quantity">Of the unit that is looked at; 0 where it was not counted.</param>
public sealed record CostItem(string Key, string Name, decimal Cost, decimal Quantity);

/// <summary>What price did to one thing.</summary>
/// <param name="PriceBefore">For one unit; null where there was none before.</param>
public sealed record PriceMove(string Key, string Name, decimal CostBefore, decimal CostAfter, decimal? PriceBefore, decimal? PriceAfter, decimal Price);

/// <summary>
/// Why a cost changed, in parts that add up to the change to the last decimal. With c a thing's cost, q its quantity, C and Q their sums
/// over all things that are counted, and 0 and 1 for before and after:
/// volume = (Q1 − Q0) × C0 / Q0: more or less of everything, at the old mean price;
/// price = Σ (c1 − q1 × c0 / q0) over what was there before and after: the same quantity at other prices;
/// mix = C1 − C0 − volume − price, which is Σ q1 × p0 − Q1 × C0 / Q0: dearer or cheaper things, new and vanished ones among them;
/// other = the change of what is not counted in the unit at all.
/// Where nothing was counted before or nothing after, all of the change is volume.
/// </summary>
public sealed record PriceVolumeMix(decimal Before, decimal After, decimal Volume, decimal Mix, decimal Price, decimal Other, IReadOnlyList<PriceMove> Prices)
{
    public decimal Change => After - Before;

    public static PriceVolumeMix Of(IEnumerable<CostItem> before, IEnumerable<CostItem> after)
    {
        var (old, now) = (Summed(before), Summed(after));
        var (countedOld, countedNow) = (old.Values.Where(item => item.Quantity > 0).ToList(), now.Values.Where(item => item.Quantity > 0).ToList());
        var (oldCost, nowCost) = (countedOld.Sum(item => item.Cost), countedNow.Sum(item => item.Cost));
        var (oldQuantity, nowQuantity) = (countedOld.Sum(item => item.Quantity), countedNow.Sum(item => item.Quantity));
        var (volume, price, moves) = (nowCost - oldCost, 0m, new List<PriceMove>());
        if (oldQuantity > 0 && nowQuantity > 0)
        {
            volume = Amounts.Keep((nowQuantity - oldQuantity) * (oldCost / oldQuantity));
            moves = [.. countedNow.Select(item => Move(old.GetValueOrDefault(item.Key), item)).OrderByDescending(move => Math.Abs(move.Price)).ThenBy(move => move.Key, StringComparer.Ordinal)];
            price = moves.Sum(move => move.Price);
        }

        var (total, totalBefore) = (now.Values.Sum(item => item.Cost), old.Values.Sum(item => item.Cost));
        return new(totalBefore, total, volume, nowCost - oldCost - volume - price, price, total - nowCost - (totalBefore - oldCost), moves);
    }

    private static PriceMove Move(CostItem? old, CostItem now)
    {
        var (before, after) = (old is { Quantity: > 0 } known ? known.Cost / known.Quantity : (decimal?)null, now.Cost / now.Quantity);
        return new(now.Key, now.Name, old?.Cost ?? 0, now.Cost, before, after, before is { } price ? Amounts.Keep(now.Cost - (now.Quantity * price)) : 0);
    }

    private static Dictionary<string, CostItem> Summed(IEnumerable<CostItem> items) => items.GroupBy(item => item.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new CostItem(group.Key, group.First().Name, group.Sum(item => Amounts.Keep(item.Cost)), group.Sum(item => item.Quantity)), StringComparer.Ordinal);
}
