using System.Globalization;

namespace Portal.Web.Shell;

/// <summary>How numbers are written on pages: grouped, with a true minus sign, and no more digits than asked for.</summary>
public static class Figures
{
    /// <summary>Stands where a number is not known.</summary>
    public const string None = "–";

    private static readonly CultureInfo s_culture = MakeCulture();

    public static string Count(long number) => number.ToString("N0", s_culture);

    /// <summary>"1 row", "714 rows".</summary>
    public static string Count(long number, string one, string? many = null) =>
        $"{Count(number)} {(number == 1 ? one : many ?? one + "s")}";

    public static string Number(double? number, int digits = 3) =>
        number is { } n && double.IsFinite(n) ? n.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), s_culture) : None;

    public static string Signed(double? number, int digits = 3) =>
        number is { } n && double.IsFinite(n) ? (n > 0 ? "+" : "") + Number(n, digits) : None;

    /// <summary>A metric, whatever its size: three decimals, fewer where the number is large. "0.787", "12.35", "2,139".</summary>
    public static string Measure(double? number) => Number(number, Digits(number));

    public static string SignedMeasure(double? number) => Signed(number, Digits(number));

    /// <summary>For the marks of an axis: "0.5", "15", "12k", "3M".</summary>
    public static string Compact(double number) => Math.Abs(number) switch
    {
        >= 1e9 => (number / 1e9).ToString("0.##", s_culture) + "G",
        >= 1e6 => (number / 1e6).ToString("0.##", s_culture) + "M",
        >= 1e4 => (number / 1e3).ToString("0.##", s_culture) + "k",
        _ => number.ToString("#,0.####", s_culture),
    };

    private static int Digits(double? number) => Math.Abs(number ?? 0) switch
    {
        >= 1000 => 0,
        >= 100 => 1,
        >= 10 => 2,
        _ => 3,
    };

    /// <summary>A share from 0 to 1 as "89.4 %".</summary>
    public static string Percent(double? share, int digits = 1) =>
        share is { } s && double.IsFinite(s) ? Number(s * 100, digits) + " %" : None;

    /// <summary>"39,995 bytes", "1.2 MB".</summary>
    public static string Bytes(long? bytes) => bytes switch
    {
        null => None,
        < 100_000 => Count(bytes.Value, "byte"),
        < 1_000_000 => Number(bytes / 1e3, 0) + " KB",
        < 1_000_000_000 => Number(bytes / 1e6, 1) + " MB",
        _ => Number(bytes / 1e9, 2) + " GB",
    };

    /// <summary>Milliseconds with three significant digits or so: "0.050 ms", "12.4 ms", "1.20 s".</summary>
    public static string Milliseconds(double? milliseconds) => milliseconds switch
    {
        null => None,
        >= 1000 => Number(milliseconds / 1000, 2) + " s",
        >= 100 => Number(milliseconds, 0) + " ms",
        >= 10 => Number(milliseconds, 1) + " ms",
        >= 1 => Number(milliseconds, 2) + " ms",
        _ => Number(milliseconds, 3) + " ms",
    };

    /// <summary>An amount with its currency, however small: three digits that count, at most twelve decimals. "USD 0.000000186".</summary>
    public static string UnitPrice(decimal amount, string currency)
    {
        var decimals = 2;
        for (var unit = Math.Abs(amount); unit is > 0 and < 10 && decimals < 12; unit *= 10)
        {
            decimals += unit < 1 ? 1 : 0;
        }

        return $"{currency} {amount.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), s_culture)}";
    }

    /// <summary>"about 20 seconds", "about 3 minutes": a guess is not written to the second.</summary>
    public static string About(TimeSpan span) => span.TotalSeconds switch
    {
        < 8 => "a few seconds",
        < 55 => $"about {Math.Ceiling(span.TotalSeconds / 5) * 5:0} seconds",
        < 90 => "about a minute",
        < 55 * 60 => $"about {span.TotalMinutes:0} minutes",
        < 90 * 60 => "about an hour",
        _ => $"about {span.TotalHours:0} hours",
    };

    /// <summary>For attributes of SVG and CSS, where a comma or a grouped thousand would be a defect.</summary>
    public static string Svg(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);

    internal static CultureInfo Culture => s_culture;

    private static CultureInfo MakeCulture()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("en-GB").Clone();
        culture.NumberFormat.NegativeSign = "−";
        return CultureInfo.ReadOnly(culture);
    }
}
