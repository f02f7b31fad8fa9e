using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Costs.Economics;

/// <summary>What a change saves, and what waste makes of a bill.</summary>
public static class Saving
{
    /// <summary>What is saved, in money; below 0 when the change costs more. Money = before − after.</summary>
    /// <param name="before">A cost as it is.</param>
    /// <param name="after">The cost of the same work after the change, by the formula whose id the figure carries.</param>
    /// <exception cref="InvalidOperationException">One of them is never.</exception>
    public static Figure Of(Figure before, Figure after)
    {
        var (was, becomes) = (Known(before), Known(after));
        return new Working(after.Formula).Input("before", was).Input("after", becomes).Result(FigureUnit.Money, "saving", $"{Say(was)} − {Say(becomes)}", was - becomes);
    }

    /// <summary>What is saved, as a share of what it cost before: 1 − after / before. Below 0 when the change costs more.</summary>
    /// <param name="before">A cost as it is, above 0.</param>
    /// <param name="after">The cost of the same work after the change.</param>
    /// <exception cref="ArgumentOutOfRangeException">Before is not above 0, so that nothing is a share of it.</exception>
    public static Figure ShareOf(Figure before, Figure after) =>
        new Working(after.Formula).Divisor("before", before.Exact ?? 0).Input("after", after.Exact ?? throw new ArgumentOutOfRangeException(nameof(after)))
            .Result(FigureUnit.Share, "saving", $"1 − {Say(after.Exact.Value)} / {Say(before.Exact!.Value)}", 1 - (after.Exact.Value / before.Exact.Value));

    /// <summary>F17: the share of a bill that could have been avoided. Share = avoidable / spend.</summary>
    /// <param name="avoidable">Money, at most the spend.</param>
    /// <param name="spend">Money, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is outside of its range.</exception>
    public static Figure Waste(decimal avoidable, decimal spend)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(avoidable, spend);
        return new Working("F17").Input("avoidable", avoidable).Divisor("spend", spend)
            .Result(FigureUnit.Share, "waste", $"{Say(avoidable)} / {Say(spend)}", avoidable / spend);
    }

    /// <summary>F17: how many times the needed money was spent. Factor = 1 / (1 − waste).</summary>
    /// <param name="waste">The share of <see cref="Waste"/>, from 0 up to but not 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside of its range.</exception>
    public static Figure Overpay(decimal waste)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(waste, 1);
        return new Working("F17").Share("waste", waste).Result(FigureUnit.Factor, "overpay factor", $"1 / (1 − {Say(waste)})", 1 / (1 - waste));
    }

    /// <summary>Not rounded: that is done once, at the end.</summary>
    private static decimal Known(Figure cost) => cost.Exact ?? throw new InvalidOperationException($"{cost.Formula} has no value: never.");
}
