using System.Buffers;
using System.Text.Unicode;
using Portal.Scoring.Contract;

namespace Portal.Core.Datasets;

/// <summary>
/// A stored table, row by row, in bounded memory. Rows are split by the reader that the scoring process uses, so that row 118 is the
/// same row to both; what is added here are a dataset's limits.
/// </summary>
internal sealed class TableRows : ICells, IDisposable
{
    public const int MostColumns = 2_000;
    public const int MostCellBytes = 32 * 1024;

    private readonly CsvReader _reader;
    private readonly char[] _text = new char[MostCellBytes];

    private TableRows(CsvReader reader) => _reader = reader;

    public IReadOnlyList<string> Columns => _reader.Columns;

    /// <summary>The row read last; the first one after the header is row 1.</summary>
    public long Row => _reader.Row;

    /// <summary>Why reading ended before the end.</summary>
    public Refusal? Refusal { get; private set; }

    public static TableRows Open(Stream content)
    {
        var rows = new TableRows(CsvReader.Open(content));
        rows.Refusal = rows.RefusesHeader();
        return rows;
    }

    public static Refusal Refuse(string sentence) =>
        new(RefusalKind.Invalid, "dataset.file", sentence + " Nothing was imported.", "Correct the file and upload it again.");

    public static Refusal TooMany(long limit) =>
        new(RefusalKind.TooLarge, "dataset.rows", $"The table has more than {limit:N0} rows (the limit). Nothing was imported.", "Import a part of it, or ask the operator to raise Portal:Datasets:RowLimit.");

    /// <summary>False at the end, or when the table is not one: see <see cref="Refusal"/>.</summary>
    public bool Read()
    {
        if (Refusal is not null)
        {
            return false;
        }

        if (_reader.Read())
        {
            return true;
        }

        Refusal = _reader.Defect is { } defect ? Refuse(defect) : null;
        return false;
    }

    /// <summary>Moves on without looking at the cells.</summary>
    /// <returns>False when the table ends before.</returns>
    public bool Skip(int rows)
    {
        while (rows > 0)
        {
            var taken = Refusal is null ? _reader.ReadRows(rows) : 0;
            if (taken == 0)
            {
                Refusal ??= _reader.Defect is { } defect ? Refuse(defect) : null;
                return false;
            }

            rows -= taken;
        }

        return true;
    }

    /// <summary>The cell's text, valid until the next one is asked for. An unreadable cell ends the reading.</summary>
    public ReadOnlySpan<char> Cell(int column)
    {
        var bytes = _reader[column];
        if (bytes.Length > MostCellBytes)
        {
            Refusal ??= Refuse($"Row {Row}: `{Columns[column]}` has {bytes.Length:N0} bytes; {MostCellBytes:N0} are the most a cell may have.");
            return [];
        }

        if (Utf8.ToUtf16(bytes, _text, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            Refusal ??= Refuse($"Row {Row}: `{Columns[column]}` is not UTF-8 text.");
            return [];
        }

        return _text.AsSpan(0, written);
    }

    public void Dispose() => _reader.Dispose();

    private Refusal? RefusesHeader()
    {
        if (_reader.Defect is { } defect)
        {
            return Refuse(defect);
        }

        if (Columns.Count > MostColumns)
        {
            return Refuse($"The table has {Columns.Count:N0} columns; {MostColumns:N0} are the most.");
        }

        var unfit = Columns.FirstOrDefault(name => name.Length > DatasetColumn.LongestName || name.Any(char.IsControl) || name.Contains('�', StringComparison.Ordinal));
        return unfit is null
            ? null
            : Refuse($"The column name '{(unfit.Length > 40 ? unfit[..40] + "…" : unfit)}' is not one line of UTF-8 text of at most {DatasetColumn.LongestName} characters.");
    }
}
