using Portal.Core.Costs.Currencies;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>What a quantity costs where the price falls with the month's volume. Pure.</summary>
public static class Tiers
{
    /// <summary>Each tier pays for the part that lies in it. Kept to 15 decimals, rounded once.</summary>
    /// <param name="tiers">The lowest first; below the first one's volume nothing is priced, so its price holds from 0 on.</param>
    /// <param name="before">Of the month, before this.</param>
    /// <param name="quantity">In the thing itself: tokens, requests, hours.</param>
    public static decimal Cost(IReadOnlyList<PriceFact> tiers, decimal before, decimal quantity)
    {
        var cost = 0m;
        for (var tier = 0; tier < tiers.Count; tier++)
        {
            var from = tier == 0 ? 0 : tiers[tier].FromVolume;
            var until = tier + 1 < tiers.Count ? tiers[tier + 1].FromVolume : decimal.MaxValue;
            var inside = Math.Min(until, before + quantity) - Math.Max(from, before);
            if (inside > 0)
            {
                cost += inside * tiers[tier].Amount / PriceFact.SizeOf(tiers[tier].Unit);
            }
        }

        return Amounts.Keep(cost);
    }
}
