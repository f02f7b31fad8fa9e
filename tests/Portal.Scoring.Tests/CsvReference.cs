using System.Text;

namespace Portal.Scoring.Tests;

/// <summary>What a table says, by the plainest way of reading it: all bytes at once, one after the other.</summary>
internal sealed class CsvReference(byte[] table)
{
    private int _at = table.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
    private bool _hadQuotes;

    public string? Defect { get; private set; }

    /// <summary>The rows behind the header, fields joined by a character that no table here has.</summary>
    public List<string> Rows()
    {
        var rows = new List<string>();
        var header = Line(0);
        if (header is null)
        {
            Defect ??= "The table is empty: it has no header line.";
        }

        while (Defect is null && Line(rows.Count) is { } line)
        {
            if (line.Count == 1 && header!.Count > 1 && line[0].Length == 0 && !_hadQuotes)
            {
                continue;
            }

            if (line.Count != header!.Count)
            {
                Defect = $"Row {rows.Count + 1} has {line.Count} fields, the header has {header.Count}.";
                break;
            }

            rows.Add(string.Join('|', line));
        }

        return rows;
    }

    private List<string>? Line(int rowsBefore)
    {
        if (_at == table.Length)
        {
            return null;
        }

        var end = Array.IndexOf(table, (byte)'\n', _at);
        end = end < 0 ? table.Length : end;
        _hadQuotes = table.AsSpan(_at, end - _at).Contains((byte)'"');
        if (_hadQuotes)
        {
            return QuotedLine(rowsBefore);
        }

        var text = Encoding.Latin1.GetString(table, _at, end - _at).TrimEnd('\r');
        _at = Math.Min(end + 1, table.Length);
        return [.. text.Split(',')];
    }

    private List<string>? QuotedLine(int rowsBefore)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var inside = false;
        for (; _at < table.Length; _at++)
        {
            var current = (char)table[_at];
            var next = _at + 1 < table.Length ? (char)table[_at + 1] : '\0';
            switch (current)
            {
                case '"' when inside && next == '"':
                    field.Append('"');
                    _at++;
                    break;
                case '"' when !inside && field.Length > 0:
                    Defect = $"Row {rowsBefore + 1} has a quote inside a field that does not begin with one.";
                    return null;
                case '"':
                    inside = !inside;
                    break;
                case ',' when !inside:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case '\n' when !inside:
                    _at++;
                    fields.Add(field.ToString());
                    return fields;
                case '\r' when !inside:
                    break;
                default:
                    field.Append(current);
                    break;
            }
        }

        if (inside)
        {
            Defect = $"Row {rowsBefore + 1} opens a quote that is never closed.";
            return null;
        }

        fields.Add(field.ToString());
        return fields;
    }
}
