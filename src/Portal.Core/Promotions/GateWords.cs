using System.Globalization;

namespace Portal.Core.Promotions;

/// <summary>Numbers as they stand in a gate's sentence: the same for everybody, because the sentence is frozen as evidence.</summary>
internal static class GateWords
{
    /// <summary>Three decimals, and more where a number would look like the limit that it misses.</summary>
    public static (string Value, string Limit) Apart(double value, double limit)
    {
        for (var decimals = 3; ; decimals++)
        {
            var (left, right) = (Fixed(value, decimals), Fixed(limit, decimals));
            if (left != right || value.Equals(limit) || decimals == 9)
            {
                return (left, right);
            }
        }
    }

    public static string Number(double value) => Fixed(value, 3);

    /// <summary>As many decimals as the number has, up to four: limits are written by people.</summary>
    public static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    public static string Chance(double p) => p < 0.0001 ? "p < 0.0001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.####}");

    /// <summary>With its currency's code and all its decimals: "USD 0.00042".</summary>
    public static string Amount(decimal amount, string currency) => string.Create(CultureInfo.InvariantCulture, $"{currency} {amount:#,0.############}");

    private static string Fixed(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
