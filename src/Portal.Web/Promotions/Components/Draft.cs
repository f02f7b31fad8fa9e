using System.Globalization;

namespace Portal.Web.Promotions.Components;

/// <summary>Numbers as they stand in fields: with a point, empty for none.</summary>
internal static class Draft
{
    public static string Write(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    /// <returns>False for what is neither empty nor a whole number.</returns>
    public static bool Whole(string text, out int? number)
    {
        number = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        return number is not null || string.IsNullOrWhiteSpace(text);
    }

    /// <returns>False for what is neither empty nor a number.</returns>
    public static bool Number(string text, out double? number)
    {
        number = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
        return number is not null || string.IsNullOrWhiteSpace(text);
    }
}
