namespace Portal.Core.Datasets;

/// <summary>Measures a table whose columns are declared: first everything that can be counted, then the numbers, some columns at a time.</summary>
internal static class TableProfile
{
    private const int TopValues = 20;

    /// <param name="open">The table from its beginning, once for each pass.</param>
    /// <param name="rowLimit">
    /// Of the table, and of the numbers that are held at once: one column always fits, and a table with more is read again for its further columns.
    /// </param>
    public static Outcome<(long Rows, IReadOnlyList<ColumnProfile> Columns)> Read(Func<Stream> open, IReadOnlyList<DatasetColumn> columns, long rowLimit, CancellationToken ct)
    {
        var declared = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var read = TableScan.Read(open(), declared, rowLimit, ct);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var scan = read.Value;
        if (SchemaRules.RefusesContent(columns, scan) is { } unfit)
        {
            return unfit;
        }

        var numbers = Numbers(open, columns, scan, rowLimit, ct);
        return (scan.Rows, [.. scan.Columns.Select((tally, i) => Profile(declared[tally.Name], tally, scan.Rows, numbers.GetValueOrDefault(i)))]);
    }

    private static ColumnProfile Profile(DatasetColumn column, ColumnTally tally, long rows, NumberProfile? numbers) =>
        new(tally.Name, rows, tally.Missing, tally.Values.Distinct, numbers, column.Role == ColumnRole.Identifier ? [] : tally.Values.Top(TopValues));

    private static Dictionary<int, NumberProfile> Numbers(Func<Stream> open, IReadOnlyList<DatasetColumn> columns, TableScan scan, long rowLimit, CancellationToken ct)
    {
        var types = columns.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        var numeric = Enumerable.Range(0, scan.Columns.Count)
            .Where(i => types[scan.Columns[i].Name] is ColumnType.Integer or ColumnType.Number && scan.Columns[i].Missing < scan.Rows);
        var profiles = new Dictionary<int, NumberProfile>();
        foreach (var group in numeric.Chunk((int)Math.Clamp(rowLimit / scan.Rows, 1, TableRows.MostColumns)))
        {
            var values = Collect(open, group, scan, ct);
            for (var i = 0; i < group.Length; i++)
            {
                profiles[group[i]] = NumberProfile.Of(values[i]);
            }
        }

        return profiles;
    }

    private static double[][] Collect(Func<Stream> open, int[] group, TableScan scan, CancellationToken ct)
    {
        var values = Array.ConvertAll(group, column => new double[scan.Rows - scan.Columns[column].Missing]);
        var filled = new int[group.Length];
        using var rows = TableRows.Open(open());
        while (rows.Read())
        {
            for (var i = 0; i < group.Length; i++)
            {
                var cell = rows.Cell(group[i]);
                if (!cell.IsEmpty && CellForms.TryNumber(cell, out var value))
                {
                    values[i][filled[i]++] = value;
                }
            }

            if (rows.Row % 4096 == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        return values;
    }
}
