using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>A JSON object a line. Properties may come in any order; one that is absent or null is missing.</summary>
internal sealed class NdjsonBatchRows(Stream content, ExpectedColumns columns) : BatchRows
{
    private readonly JsonLines _lines = new(content);

    /// <summary>Of two columns that the sender calls alike the first has the name, as in a table.</summary>
    private readonly Dictionary<string, int> _places = columns.Columns.SelectMany((column, index) => column.Names.Select(name => (name, index)))
        .DistinctBy(pair => pair.name, StringComparer.Ordinal).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);

    private readonly List<(byte[] Name, int Column)> _order = [];
    private readonly bool[] _isSet = new bool[columns.Columns.Count];
    private readonly List<(long Line, string? Defect)> _rows = [];

    /// <summary>For each cell the place before it and its end, as <see cref="CsvColumn"/> reads them; row by row.</summary>
    private int[] _cells = [];

    public override int Read(int most)
    {
        _rows.Clear();
        while (Defect is null && _rows.Count < most && _lines.Read(isAtHand: _rows.Count > 0))
        {
            if (!_lines.Line.Trim(" \t\r"u8).IsEmpty)
            {
                _rows.Add((_lines.Number, null));
                var defect = ReadObject(Room());
                _rows[^1] = (_lines.Number, defect);
            }
        }

        Defect ??= _lines.Defect;
        return _rows.Count;
    }

    public override long LineOf(int row) => _rows[row].Line;

    public override string? DefectOf(int row) => _rows[row].Defect;

    public override bool Has(int column) => true;

    public override CsvColumn Cells(int column) => new(_lines.Buffer, _cells.AsSpan(2 * column), 2 * columns.Columns.Count, isLast: false);

    public override void Dispose() => _lines.Dispose();

    /// <summary>Room for the cells of the newest row, all missing.</summary>
    private Span<int> Room()
    {
        var width = 2 * columns.Columns.Count;
        if (_cells.Length < _rows.Count * width)
        {
            Array.Resize(ref _cells, 2 * _rows.Count * width);
        }

        var cells = _cells.AsSpan((_rows.Count - 1) * width, width);
        for (var cell = 0; cell < width; cell += 2)
        {
            (cells[cell], cells[cell + 1]) = (-1, 0);
        }

        return cells;
    }

    private string? ReadObject(Span<int> cells)
    {
        Array.Clear(_isSet);
        try
        {
            var reader = new Utf8JsonReader(_lines.Line, new JsonReaderOptions { MaxDepth = 2 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "This is no JSON object.";
            }

            for (var place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
            {
                if (ReadProperty(ref reader, place, cells) is { } defect)
                {
                    return defect;
                }
            }

            return reader.Read() ? "More than one value stands in the line." : null;
        }
        catch (JsonException) when (_lines.IsCutOff)
        {
            Defect = string.Create(CultureInfo.InvariantCulture, $"The body ends in the middle of line {_lines.Number}.");
            return Defect;
        }
        catch (JsonException)
        {
            return "This is no JSON object.";
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to a text that is no UTF-8.
            return "A text is not UTF-8.";
        }
    }

    private string? ReadProperty(ref Utf8JsonReader reader, int place, Span<int> cells)
    {
        var column = place < _order.Count && reader.ValueTextEquals(_order[place].Name) ? _order[place].Column : ColumnOf(ref reader, place);
        if (column == -1)
        {
            return Unknown(reader.GetString()!, columns);
        }

        if (column >= 0 && _isSet[column])
        {
            return $"`{Shorten(reader.GetString()!)}` stands in it twice.";
        }

        var name = reader.TokenStartIndex;
        reader.Read();
        if (column < 0)
        {
            reader.Skip();
            return null;
        }

        _isSet[column] = true;
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                Put(cells, column, start + 1, reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan.Length);
                return null;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                Put(cells, column, start, reader.ValueSpan.Length);
                return null;
            default:
                return string.Create(CultureInfo.InvariantCulture, $"The value at character {name + 1} is an object or a list; a text, a number, true, false or null is expected.");
        }
    }

    /// <summary>Index of the column, −1 where there is none, −2 where it is to be ignored.</summary>
    private int ColumnOf(ref Utf8JsonReader reader, int place)
    {
        var name = reader.GetString()!;
        var column = columns.Ignored.Contains(name) ? -2 : _places.GetValueOrDefault(name, -1);
        if (column != -1 && place == _order.Count)
        {
            _order.Add((Encoding.UTF8.GetBytes(name), column));
        }

        return column;
    }

    private void Put(Span<int> cells, int column, int start, int length) =>
        (cells[2 * column], cells[(2 * column) + 1]) = (_lines.Start + start - 1, _lines.Start + start + length);

    /// <summary>Writes the text over its escaped form, which the reader has behind it.</summary>
    private int Unescape(ref Utf8JsonReader reader)
    {
        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.CopyString(text);
            text.AsSpan(0, length).CopyTo(_lines.Line[((int)reader.TokenStartIndex + 1)..]);
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }
}
