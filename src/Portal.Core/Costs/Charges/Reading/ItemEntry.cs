using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Charges;

/// <summary>One combination of the repeating columns, as a reader met it in a file.</summary>
internal sealed class ItemEntry
{
    /// <summary>The column and what is wrong with it: every row of this kind is rejected.</summary>
    public (int Column, string Reason)? Defect { get; init; }

    public IReadOnlyList<(int Column, string Reason)> Warnings { get; init; } = [];

    /// <summary>Null with a defect; let go of when it is stored.</summary>
    public ChargeItem? Item { get; set; }

    public bool IsCorrection { get; init; }

    public string Currency { get; init; } = "";

    public ItemMeasure Measure { get; init; }

    public long Key { get; init; }

    /// <summary>Whom its money goes to; a number that whoever reads the file gives.</summary>
    public int Facts { get; set; } = -1;
}

/// <summary>How a charge's quantities become tokens, requests and hours of accelerators. Only usage has quantities.</summary>
internal readonly record struct ItemMeasure(decimal TokensConsumed, decimal TokensPriced, decimal RequestsConsumed, decimal RequestsPriced, decimal GpuHoursPriced, decimal GpuHoursConsumed)
{
    public static ItemMeasure Of(ChargeItem item)
    {
        if (item.Category != ChargeCategory.Usage)
        {
            return default;
        }

        var (consumed, priced) = (FocusUnit.Parse(item.ConsumedUnit), FocusUnit.Parse(item.PricingUnit));
        return new(
            Factor(consumed, unit => unit.IsTokens),
            Factor(priced, unit => unit.IsTokens),
            Factor(consumed, unit => unit.IsRequests),
            Factor(priced, unit => unit.IsRequests),
            Hours(priced) * (item.GpuCount ?? 0),
            Hours(consumed) * (item.GpuCount ?? 0));
    }

    /// <summary>What was consumed counts; where the file does not say it, what was priced.</summary>
    public CostAmounts AmountsOf(decimal billed, decimal effective, decimal? list, decimal? contracted, decimal? consumed, decimal? priced) => new(
        billed, effective, list ?? 0, contracted ?? 0,
        Kept(TokensConsumed != 0 && consumed is not null ? consumed.Value * TokensConsumed : (priced ?? 0) * TokensPriced),
        Kept(RequestsConsumed != 0 && consumed is not null ? consumed.Value * RequestsConsumed : (priced ?? 0) * RequestsPriced),
        Kept(GpuHoursPriced != 0 && priced is not null ? priced.Value * GpuHoursPriced : (consumed ?? 0) * GpuHoursConsumed),
        1);

    private static decimal Factor(FocusUnit? unit, Func<FocusUnit, bool> counts) => unit is not null && counts(unit) ? unit.Multiplier : 0;

    private static decimal Hours(FocusUnit? unit) => unit is { IsTime: true } ? unit.Multiplier * unit.Time!.Value : 0;

    private static decimal Kept(decimal value) => value == 0 ? 0 : Currencies.Amounts.Keep(value);
}
