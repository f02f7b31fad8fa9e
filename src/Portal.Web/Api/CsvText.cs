using System.Globalization;
using System.Text;

namespace Portal.Web.Api;

/// <summary>Lines of a CSV file as RFC 4180 has them, safe to open in a spreadsheet.</summary>
public static class CsvText
{
    public static void Line(StringBuilder text, IReadOnlyList<string> fields)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            text.Append(at == 0 ? "" : ",").Append(Field(fields[at]));
        }

        text.Append("\r\n");
    }

    /// <summary>What a spreadsheet would take for a formula is made a text: many names are other people's.</summary>
    private static string Field(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '@' or '\t' or '\r' || (value.Length > 1 && value[0] is '+' or '-' && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
