using System.Globalization;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>Fields of CSV (RFC 4180) that are safe to open in a spreadsheet and come back as they were.</summary>
public static class CsvField
{
    /// <summary>Quoted where it has to be; what a spreadsheet would take for a formula begins with an apostrophe that <see cref="Read"/> takes away.</summary>
    public static string Write(string field)
    {
        var safe = field.Length > 0 && IsMarked(field[0]) && !decimal.TryParse(field, CultureInfo.InvariantCulture, out _) ? "'" + field : field;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>What had been written, of a field that is without its quotes already.</summary>
    public static string Read(string field) => field.Length > 1 && field[0] == '\'' && IsMarked(field[1]) ? field[1..] : field;

    /// <summary>What a spreadsheet takes for a formula when a cell begins with it, and the mark itself.</summary>
    private static bool IsMarked(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'';
}
