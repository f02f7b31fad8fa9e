using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Core.Costs.Currencies;

/// <summary>
/// How amounts are kept: 28 digits, 15 of them behind the point, which every database gives back unchanged. What has more digits is refused
/// where it comes in, never rounded silently.
/// </summary>
public static class Amounts
{
    public const int Digits = 28;
    public const int Decimals = 15;

    /// <summary>Every kept amount is below it, either side of zero.</summary>
    public const decimal Limit = 10_000_000_000_000m;

    public static bool CanBeKept(decimal amount) => Math.Abs(amount) < Limit && decimal.Round(amount, Decimals) == amount;

    /// <summary>As exactly as it can be kept: for what is computed, such as a price times a count.</summary>
    public static decimal Keep(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero);

    internal static PropertyBuilder<decimal> IsAmount(this PropertyBuilder<decimal> property) => property.HasPrecision(Digits, Decimals);

    internal static PropertyBuilder<decimal?> IsAmount(this PropertyBuilder<decimal?> property) => property.HasPrecision(Digits, Decimals);
}
