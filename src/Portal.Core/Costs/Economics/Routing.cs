using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>A tier that requests are routed to.</summary>
/// <param name="Name">Such as "small".</param>
/// <param name="Share">Of the requests that come to it first, 0 to 1.</param>
/// <param name="RelativePrice">Of a request there, 1 being the dearest tier.</param>
public sealed record RoutingTier(string Name, decimal Share, decimal RelativePrice);

/// <param name="From">Index of the tier that answered first.</param>
/// <param name="To">Index of the tier that answers again.</param>
/// <param name="Share">Of the answers of the first, 0 to 1.</param>
public sealed record RoutingEscalation(int From, int To, decimal Share);

/// <summary>F7: simple requests to cheaper models.</summary>
public static class Routing
{
    /// <summary>F7 with two tiers: cost against sending all to the heavy one. Factor = overhead + s × r + (1 − s) + s × e.</summary>
    /// <param name="light">s: the share that is sent to the light tier, 0 to 1.</param>
    /// <param name="relativePrice">r: the light tier's price over the heavy one's.</param>
    /// <param name="overhead">What the router costs for a request, over the heavy tier's cost of one.</param>
    /// <param name="escalated">e: the share of the light tier's answers that the heavy one gives again; those pay both.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure RelativeCost(decimal light, decimal relativePrice, decimal overhead, decimal escalated) =>
        new Working("F7").Share("light share", light).Input("relative price", relativePrice).Input("overhead", overhead).Share("escalated", escalated)
            .Result(
                FigureUnit.Factor, "relative cost", $"{Say(overhead)} + {Say(light)} × {Say(relativePrice)} + (1 − {Say(light)}) + {Say(light)} × {Say(escalated)}",
                overhead + (light * relativePrice) + (1 - light) + (light * escalated));

    /// <summary>F7 with any number of tiers. Factor = overhead + sum of share × relative price + sum of share × escalated × relative price of the tier that answers again.</summary>
    /// <param name="tiers">Shares add to 1.</param>
    /// <param name="escalations">Between tiers, by their index.</param>
    /// <param name="overhead">As in <see cref="RelativeCost(decimal, decimal, decimal, decimal)"/>.</param>
    /// <exception cref="ArgumentException">The shares do not add to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range, or an escalation names no tier.</exception>
    public static Figure RelativeCost(IReadOnlyList<RoutingTier> tiers, IReadOnlyList<RoutingEscalation> escalations, decimal overhead)
    {
        if (tiers.Sum(tier => tier.Share) != 1)
        {
            throw new ArgumentException("The shares of the tiers add to 1.", nameof(tiers));
        }

        var working = new Working("F7").Input("overhead", overhead);
        var sum = overhead;
        foreach (var tier in tiers)
        {
            working.Share($"share of {tier.Name}", tier.Share).Input($"relative price of {tier.Name}", tier.RelativePrice);
            sum += working.Step(tier.Name, $"{Say(tier.Share)} × {Say(tier.RelativePrice)}", tier.Share * tier.RelativePrice);
        }

        foreach (var (from, to, share) in escalations)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Math.Max((uint)from, (uint)to), (uint)tiers.Count, nameof(escalations));
            working.Share($"escalated from {tiers[from].Name} to {tiers[to].Name}", share);
            sum += working.Step($"{tiers[from].Name} again by {tiers[to].Name}", $"{Say(tiers[from].Share)} × {Say(share)} × {Say(tiers[to].RelativePrice)}", tiers[from].Share * share * tiers[to].RelativePrice);
        }

        return working.Result(FigureUnit.Factor, "relative cost", "overhead and all of these", sum);
    }

    /// <summary>F7: what routing saves of a spend. Money = spend × (1 − relative cost); below 0 when it costs more than it saves.</summary>
    /// <param name="spend">Money, all sent to the heavy tier.</param>
    /// <param name="relativeCost">Of the other functions here.</param>
    /// <exception cref="ArgumentOutOfRangeException">The spend is negative.</exception>
    public static Figure Saves(decimal spend, Figure relativeCost)
    {
        var relative = relativeCost.Exact ?? throw new ArgumentOutOfRangeException(nameof(relativeCost));
        return new Working("F7").Input("spend", spend).Input("relative cost", relative).Result(FigureUnit.Money, "saving", $"{Say(spend)} × (1 − {Say(relative)})", spend * (1 - relative));
    }
}
