namespace Portal.Scoring.Contract;

/// <summary>The names of a table's columns: what they must be, and where each stands.</summary>
internal static class CsvHeader
{
    private const int MaximumColumns = 10_000;

    /// <summary>Why no table can have these columns; <see langword="null"/> when one can.</summary>
    public static string? Defect(string[] columns)
    {
        if (columns.Length > MaximumColumns)
        {
            return $"The table has {columns.Length} columns; {MaximumColumns} are the most.";
        }

        var nameless = Array.FindIndex(columns, string.IsNullOrWhiteSpace);
        if (nameless >= 0)
        {
            return $"Column {nameless + 1} of the header has no name.";
        }

        var twice = columns.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : $"The header names the column `{twice.Key}` twice.";
    }

    public static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
