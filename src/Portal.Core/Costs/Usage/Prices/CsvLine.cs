using System.Globalization;
using System.Text;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>Fields of CSV (RFC 4180), for files that fit in memory.</summary>
public static class CsvLine
{
    /// <summary>Quoted where it has to be; what a spreadsheet would take for a formula begins with an apostrophe that reading takes away.</summary>
    public static string Quote(string field)
    {
        var safe = field.Length > 0 && IsMarked(field[0]) && !decimal.TryParse(field, CultureInfo.InvariantCulture, out _) ? "'" + field : field;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>All lines that are not empty.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ReadAll(string text)
    {
        var (lines, fields, field, isQuoted) = (new List<IReadOnlyList<string>>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (isQuoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (letter == '"' && (isQuoted || field.Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                End(fields, field);
            }
            else if (letter == '\n' && !isQuoted)
            {
                EndLine(lines, ref fields, field);
            }
            else if (letter != '\r' || isQuoted)
            {
                field.Append(letter);
            }
        }

        EndLine(lines, ref fields, field);
        return lines;
    }

    /// <summary>What a spreadsheet takes for a formula when a cell begins with it, and the mark itself.</summary>
    private static bool IsMarked(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'';

    private static void End(List<string> fields, StringBuilder field)
    {
        var text = field.ToString();
        fields.Add(text.Length > 1 && text[0] == '\'' && IsMarked(text[1]) ? text[1..] : text);
        field.Clear();
    }

    private static void EndLine(List<IReadOnlyList<string>> lines, ref List<string> fields, StringBuilder field)
    {
        if (fields.Count > 0 || field.Length > 0)
        {
            End(fields, field);
            lines.Add(fields);
        }

        fields = [];
        field.Clear();
    }
}
