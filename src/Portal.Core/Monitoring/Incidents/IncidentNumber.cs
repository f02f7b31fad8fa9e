using System.Globalization;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>How people call an incident: I-7.</summary>
public static class IncidentNumber
{
    private const string Prefix = "I-";

    public static string Write(int number) => IncidentTexts.Name(number);

    /// <summary>7 for "I-7", "i-7" and "7"; null for anything else.</summary>
    public static int? Parse(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var digits = trimmed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? trimmed.AsSpan(Prefix.Length) : trimmed;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
