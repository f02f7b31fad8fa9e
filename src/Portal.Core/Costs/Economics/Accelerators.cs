using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>A card that can be had, whole or a slice of one.</summary>
/// <param name="Gigabytes">Of memory.</param>
/// <param name="Hourly">Money for an hour.</param>
public sealed record AcceleratorOffer(string Name, decimal Gigabytes, decimal Hourly);

/// <summary>F10 and F14: accelerators that fit.</summary>
public static class Accelerators
{
    /// <summary>What a model needs beside its parameters.</summary>
    private const decimal MemoryOverhead = 1.2m;

    /// <summary>F10: the share of what is provisioned that is never used. Share = 1 − peak / provisioned.</summary>
    /// <param name="peak">GB used at the peak or the 95th percentile of a window of at least 7 days, at most what is provisioned; which of the two is for the caller to say beside the figure.</param>
    /// <param name="provisioned">GB, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure UnusedShare(decimal peak, decimal provisioned)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(peak, provisioned);
        return new Working("F10").Input("used", peak, "GB").Divisor("provisioned", provisioned, "GB").Result(FigureUnit.Share, "unused", $"1 − {Say(peak)} / {Say(provisioned)}", 1 - (peak / provisioned));
    }

    /// <summary>F10: what of a month's price is paid for memory that is never used. Money = price an hour × 730 × unused share.</summary>
    /// <param name="hourly">Money for an hour.</param>
    /// <param name="peak">As in <see cref="UnusedShare"/>.</param>
    /// <param name="provisioned">GB, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside of its range.</exception>
    public static Figure Wasted(decimal hourly, decimal peak, decimal provisioned)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(peak, provisioned);
        var working = new Working("F10").Input("price", hourly, "an hour").Input("used", peak, "GB").Divisor("provisioned", provisioned, "GB");
        var month = working.Step("a month", $"{Say(hourly)} × {Say(Calendar.HoursAMonth)} h", hourly * Calendar.HoursAMonth);
        return working.Result(FigureUnit.Money, "wasted", $"{Say(month)} × (1 − {Say(peak)} / {Say(provisioned)})", month * (provisioned - peak) / provisioned);
    }

    /// <summary>F10: the memory that a smaller card must have. GB = peak × (1 + headroom).</summary>
    /// <param name="peak">GB used.</param>
    /// <param name="headroom">Share above it, such as 0.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure Needed(decimal peak, decimal headroom) =>
        new Working("F10").Input("used", peak, "GB").Input("headroom", headroom, "share").Result(FigureUnit.Gigabytes, "needed", $"{Say(peak)} × (1 + {Say(headroom)})", peak * (1 + headroom));

    /// <summary>F14: what a model takes in memory. GB = billions of parameters × bytes of one × 1.2.</summary>
    /// <param name="billions">10^9 parameters.</param>
    /// <param name="bytes">Of a parameter: 2 for FP16, 1 for INT8, 0.5 for INT4.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is negative.</exception>
    public static Figure ModelMemory(decimal billions, decimal bytes) =>
        new Working("F14").Input("parameters", billions, "10^9").Input("bytes", bytes, "a parameter")
            .Result(FigureUnit.Gigabytes, "memory", $"{Say(billions)} × {Say(bytes)} × {Say(MemoryOverhead)}", billions * bytes * MemoryOverhead);

    /// <summary>F10 and F14: the card with the least memory that holds so much, of equal ones the cheapest.</summary>
    /// <param name="gigabytes">That it must hold.</param>
    /// <returns>Null when none does.</returns>
    public static AcceleratorOffer? Smallest(decimal gigabytes, IEnumerable<AcceleratorOffer> offers) =>
        offers.Where(offer => offer.Gigabytes >= gigabytes).OrderBy(offer => offer.Gigabytes).ThenBy(offer => offer.Hourly).FirstOrDefault();
}
