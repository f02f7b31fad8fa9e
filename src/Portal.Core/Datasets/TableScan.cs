using System.Globalization;

namespace Portal.Core.Datasets;

/// <summary>What one pass over a table found of one column.</summary>
internal sealed class ColumnTally(string name, int forms, string? privileged, CountingRoom room)
{
    private readonly int _asked = forms;

    public string Name { get; } = name;

    /// <summary>What all cells so far can be read as.</summary>
    public int Forms { get; private set; } = forms;

    public long Missing { get; private set; }

    public long PrivilegedRows { get; private set; }

    public ValueCounter Values { get; } = new(room);

    /// <summary>The first cell that is not of the declared type.</summary>
    public string? Defect { get; private set; }

    public long Defects { get; private set; }

    public void Add(ReadOnlySpan<char> cell, long row)
    {
        if (cell.IsEmpty)
        {
            Missing++;
            return;
        }

        Values.Add(cell);
        PrivilegedRows += privileged is not null && cell.SequenceEqual(privileged) ? 1 : 0;
        if (Forms == 0)
        {
            return;
        }

        var left = CellForms.Narrow(Forms, cell);
        if (left != 0 || _asked == CellForms.Any)
        {
            Forms = left;
            return;
        }

        Defects++;
        Defect ??= string.Create(CultureInfo.InvariantCulture, $"Row {row}: `{Name}` is '{Shorten(cell)}', {CellForms.Expected(Forms)}.");
    }

    private static string Shorten(ReadOnlySpan<char> cell) => cell.Length <= 60 ? cell.ToString() : $"{cell[..60]}…";
}

/// <summary>One pass over a whole table: what its columns can be, or whether they are what was declared.</summary>
internal sealed record TableScan(long Rows, IReadOnlyList<ColumnTally> Columns)
{
    private const int RowsBetweenLooks = 4096;

    /// <param name="declared">By name; columns that are not there are inferred.</param>
    public static Outcome<TableScan> Read(Stream content, IReadOnlyDictionary<string, DatasetColumn> declared, long rowLimit, CancellationToken ct)
    {
        using var rows = TableRows.Open(content);
        var room = new CountingRoom();
        var columns = rows.Columns.Select(name => declared.TryGetValue(name, out var column)
            ? new ColumnTally(name, CellForms.Of(column.Type), column.PrivilegedValue, room)
            : new ColumnTally(name, CellForms.Any, null, room)).ToArray();
        while (rows.Read())
        {
            if (rows.Row > rowLimit)
            {
                return TableRows.TooMany(rowLimit);
            }

            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(rows.Cell(i), rows.Row);
            }

            if (rows.Row % RowsBetweenLooks == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        return rows.Refusal is { } refusal ? refusal
            : rows.Row == 0 ? TableRows.Refuse("The table has a header line and no rows.")
            : new TableScan(rows.Row, columns);
    }
}
