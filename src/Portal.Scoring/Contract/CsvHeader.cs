namespace Portal.Scoring.Contract;

/// <summary>What may be wrong with the names of a table's columns.</summary>
internal static class CsvHeader
{
    private const int MaximumColumns = 10_000;

    /// <returns>Why these names are none, or <see langword="null"/>.</returns>
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
}
