using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <param name="Gigabytes">That are sold at this price after the tiers before it; null for all the rest.</param>
/// <param name="PerGigabyte">Money.</param>
public sealed record EgressTier(decimal? Gigabytes, decimal PerGigabyte);

/// <summary>F13: data that leaves a provider.</summary>
public static class Egress
{
    public const decimal GigabytesATerabyte = 1024;

    /// <summary>F13: each slice at its own price. Money = sum of GB in a tier × its price.</summary>
    /// <param name="gigabytes">That leave; a terabyte has 1,024 here.</param>
    /// <param name="tiers">In order; the last has no end.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount or price is negative.</exception>
    /// <exception cref="ArgumentException">The tiers end before all is priced, or one stands after the endless one.</exception>
    public static Figure Monthly(decimal gigabytes, IReadOnlyList<EgressTier> tiers)
    {
        if (tiers.Count == 0 || tiers[^1].Gigabytes is not null || tiers.SkipLast(1).Any(tier => tier.Gigabytes is null))
        {
            throw new ArgumentException("The last tier, and only that, has no end.", nameof(tiers));
        }

        var working = new Working("F13").Input("egress", gigabytes, "GB");
        var (left, sum) = (gigabytes, 0m);
        foreach (var (number, tier) in tiers.Index())
        {
            var slice = Math.Min(left, tier.Gigabytes ?? left);
            working.Input($"price of tier {number + 1}", tier.PerGigabyte, "a GB");
            sum += working.Step($"tier {number + 1}", $"{Say(slice)} GB × {Say(tier.PerGigabyte)}", slice * tier.PerGigabyte);
            left -= slice;
        }

        return working.Result(FigureUnit.Money, "cost", "the sum", sum);
    }

    /// <summary>F13: whether a workload pays more for what leaves it than for what it computes.</summary>
    public static bool ExceedsCompute(decimal egress, decimal compute) => egress > compute;
}
