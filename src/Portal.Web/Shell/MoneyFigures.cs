using System.Globalization;
using Portal.Core.Costs.Currencies;

namespace Portal.Web.Shell;

/// <summary>How money is written on pages: with its currency before it, grouped, and rounded half away from zero only here.</summary>
public static class MoneyFigures
{
    /// <summary>To the smallest coin: "USD 1,234.50", "JPY 1,235".</summary>
    public static string Of(decimal? amount, string currency) => Of(amount, currency, CurrencyCode.Decimals(currency));

    /// <summary>"USD 12,345": cents say nothing beside so much.</summary>
    public static string Round(decimal? amount, string currency) => Of(amount, currency, Math.Abs(amount ?? 0) >= 1000 ? 0 : CurrencyCode.Decimals(currency));

    /// <summary>"+USD 120.00", "−USD 3.10".</summary>
    public static string Signed(decimal? amount, string currency) =>
        amount is { } known ? $"{(known > 0 ? "+" : known < 0 ? "−" : "")}{Round(Math.Abs(known), currency)}" : Figures.None;

    /// <summary>In a table whose head names the currency.</summary>
    public static string Plain(decimal? amount) => amount is { } known ? Digits(known, 2) : Figures.None;

    /// <summary>For the marks of an axis and the ends of lines: "12.5k", "3M", without a currency.</summary>
    public static string Compact(decimal amount)
    {
        var size = Math.Abs(amount);
        var (unit, letter) = size switch { >= 1_000_000_000 => (1_000_000_000m, "G"), >= 1_000_000 => (1_000_000m, "M"), >= 10_000 => (1_000m, "k"), _ => (1m, "") };
        var decimals = size / unit >= 100 || (unit == 1 && size >= 10) || size == 0 ? 0 : size / unit >= 1 ? 1 : 3;
        return decimal.Round(amount / unit, decimals, MidpointRounding.AwayFromZero).ToString("#,0.###", Figures.Culture) + letter;
    }

    /// <summary>"USD 12.5k".</summary>
    public static string Short(decimal amount, string currency) => $"{currency} {Compact(amount)}";

    /// <summary>A share from 0 up as "89.4 %".</summary>
    public static string Percent(decimal? share, int decimals = 1) => share is { } known ? Digits(known * 100, decimals) + " %" : Figures.None;

    private static string Of(decimal? amount, string currency, int decimals) => amount is { } known ? $"{currency} {Digits(known, decimals)}" : Figures.None;

    private static string Digits(decimal amount, int decimals) =>
        decimal.Round(amount, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Figures.Culture);
}
