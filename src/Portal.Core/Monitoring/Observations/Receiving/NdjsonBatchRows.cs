using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>A JSON object a line. Properties may come in any order; one that is absent or null is missing.</summary>
internal sealed class NdjsonBatchRows(Stream content, ExpectedColumns columns) : BatchRows
{
    private readonly JsonLines _lines = new(content);
    private readonly (int Start, int Length, bool IsUnescaped)[] _cells = new (int, int, bool)[columns.Columns.Count];

    /// <summary>Of two columns that the sender calls alike the first has the name, as in a table.</summary>
    private readonly Dictionary<string, int> _places = columns.Columns.SelectMany((column, index) => column.Names.Select(name => (name, index)))
        .DistinctBy(pair => pair.name, StringComparer.Ordinal).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);

    private readonly List<(byte[] Name, int Column)> _order = [];
    private readonly bool[] _isSet = new bool[columns.Columns.Count];
    private byte[] _unescaped = new byte[1024];
    private int _unescapedLength;

    public override long Line => _lines.Number;

    public override bool Read()
    {
        while (Defect is null && _lines.Read())
        {
            if (_lines.Line.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            RowDefect = ReadObject();
            return true;
        }

        Defect ??= _lines.Defect;
        return false;
    }

    public override ReadOnlySpan<byte> Cell(int column)
    {
        var (start, length, isUnescaped) = _cells[column];
        return isUnescaped ? _unescaped.AsSpan(start, length) : _lines.Line.Slice(start, length);
    }

    public override void Dispose() => _lines.Dispose();

    private string? ReadObject()
    {
        Array.Clear(_cells);
        Array.Clear(_isSet);
        _unescapedLength = 0;
        try
        {
            var reader = new Utf8JsonReader(_lines.Line, new JsonReaderOptions { MaxDepth = 2 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "This is no JSON object.";
            }

            for (var place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
            {
                if (ReadProperty(ref reader, place) is { } defect)
                {
                    return defect;
                }
            }

            return reader.Read() ? "More than one value stands in the line." : null;
        }
        catch (JsonException) when (_lines.IsCutOff)
        {
            Defect = string.Create(CultureInfo.InvariantCulture, $"The body ends in the middle of line {Line}.");
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

    private string? ReadProperty(ref Utf8JsonReader reader, int place)
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
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when reader.ValueIsEscaped:
                _cells[column] = Unescape(ref reader);
                return null;
            case JsonTokenType.String:
                _cells[column] = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, false);
                return null;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                _cells[column] = ((int)reader.TokenStartIndex, reader.ValueSpan.Length, false);
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

    private (int, int, bool) Unescape(ref Utf8JsonReader reader)
    {
        while (_unescaped.Length - _unescapedLength < reader.ValueSpan.Length)
        {
            Array.Resize(ref _unescaped, 2 * _unescaped.Length);
        }

        var length = reader.CopyString(_unescaped.AsSpan(_unescapedLength));
        _unescapedLength += length;
        return (_unescapedLength - length, length, true);
    }
}
