using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>A table with a header line, read by the reader that datasets and scoring use.</summary>
internal sealed class CsvBatchRows : BatchRows
{
    private readonly CsvReader _reader;
    private readonly int[] _places;
    private int _rows;

    private CsvBatchRows(CsvReader reader, int columns)
    {
        _reader = reader;
        _places = new int[columns];
        Array.Fill(_places, -1);
    }

    public static CsvBatchRows Open(Stream content, ExpectedColumns columns)
    {
        var rows = new CsvBatchRows(CsvReader.Open(content), columns.Columns.Count);
        rows.Defect = rows._reader.Defect ?? rows.Place(columns);
        return rows;
    }

    public override int Read(int most)
    {
        if (Defect is not null)
        {
            return 0;
        }

        _rows = _reader.ReadRows(most);
        Defect = _reader.Defect;
        return _rows;
    }

    public override long LineOf(int row) => _reader.Row - _rows + row + 2;

    public override string? DefectOf(int row) => null;

    public override bool Has(int column) => _places[column] >= 0;

    public override CsvColumn Cells(int column) => _reader.Column(_places[column]);

    public override void Dispose() => _reader.Dispose();

    private string? Place(ExpectedColumns columns)
    {
        for (var place = 0; place < _reader.Columns.Count; place++)
        {
            var name = _reader.Columns[place];
            if (columns.Ignored.Contains(name))
            {
                continue;
            }

            var column = columns.Columns.Select((expected, index) => (expected, index)).FirstOrDefault(pair => pair.expected.Names.Contains(name, StringComparer.Ordinal), (null!, -1)).index;
            if (column < 0)
            {
                return Unknown(name, columns);
            }

            if (_places[column] >= 0)
            {
                return $"`{Shorten(_reader.Columns[_places[column]])}` and `{Shorten(name)}` are the same column.";
            }

            _places[column] = place;
        }

        return columns.Columns.Select((expected, index) => (expected, index))
            .FirstOrDefault(pair => pair.expected.Part is ObservedPart.Id or ObservedPart.Instant or ObservedPart.Truth && _places[pair.index] < 0).expected is { } missing
            ? $"The table has no column {string.Join(" or ", missing.Names.Select(name => $"`{name}`"))}."
            : null;
    }
}
