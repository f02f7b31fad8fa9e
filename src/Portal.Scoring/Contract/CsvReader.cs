using System.Text;

namespace Portal.Scoring.Contract;

/// <summary>Reads a table row by row, in bytes, without holding it: RFC 4180 in UTF-8 with a header line.</summary>
/// <remarks>Portal and scoring process read tables with this class only, so that row 118 is the same row for both. Rows are
/// counted from 1 after the header; a byte-order mark, CRLF, quoted fields and blank lines at the end are understood. What is
/// malformed ends the reading and is told by <see cref="Defect"/>; nothing is guessed.</remarks>
public sealed class CsvReader : IDisposable
{
    private const int MaximumRowBytes = 4 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _buffer = new byte[128 * 1024];
    private byte[] _unquoted = new byte[1024];
    private int _unquotedLength;
    private int _start;
    private int _end;
    private bool _endOfStream;
    private bool _quotedRow;

    private CsvReader(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>The names of the header line.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The row read last, counted from 1.</summary>
    public long Row { get; private set; }

    /// <summary>Why reading ended early; <see langword="null"/> while all is well.</summary>
    public string? Defect { get; private set; }

    /// <summary>The bytes of a field of the row read last; valid until the next row is read.</summary>
    /// <param name="column">Index into <see cref="Columns"/>.</param>
    public ReadOnlySpan<byte> this[int column]
    {
        get
        {
            var (start, length) = _fields[column];
            return (_quotedRow ? _unquoted : _buffer).AsSpan(start, length);
        }
    }

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="path">The file.</param>
    public static CsvReader Open(string path) => Open(new FileStream(
        path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan));

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="stream">The bytes; disposed of with the reader.</param>
    public static CsvReader Open(Stream stream)
    {
        var reader = new CsvReader(stream);
        reader.ReadHeader();
        return reader;
    }

    /// <summary>The index of a column, or −1.</summary>
    /// <param name="name">Its name; compared ordinally.</param>
    public int IndexOf(string name) => CsvHeader.IndexOf(Columns, name);

    /// <summary>Moves to the next row.</summary>
    /// <returns><see langword="false"/> at the end, or when the table is malformed.</returns>
    public bool Read()
    {
        if (Defect is not null)
        {
            return false;
        }

        do
        {
            if (!ReadFields())
            {
                return false;
            }
        }
        while (_fields.Count == 1 && Columns.Count > 1 && _fields[0].Length == 0 && !_quotedRow);

        Row++;
        if (_fields.Count == Columns.Count)
        {
            return true;
        }

        Defect = $"Row {Row} has {_fields.Count} fields, the header has {Columns.Count}.";
        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private void ReadHeader()
    {
        Fill();
        if (_buffer.AsSpan(_start, _end - _start).StartsWith(Encoding.UTF8.Preamble))
        {
            _start += Encoding.UTF8.Preamble.Length;
        }

        if (!ReadFields())
        {
            Defect ??= "The table is empty: it has no header line.";
            return;
        }

        var columns = new string[_fields.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Encoding.UTF8.GetString(this[i]);
        }

        Columns = columns;
        Defect = CsvHeader.Defect(columns);
    }

    /// <summary>Splits the next line; most lines have no quote and are not copied.</summary>
    private bool ReadFields()
    {
        while (true)
        {
            var window = _buffer.AsSpan(_start, _end - _start);
            var newline = window.IndexOf((byte)'\n');
            if (newline < 0 && !_endOfStream)
            {
                if (!More())
                {
                    return false;
                }

                continue;
            }

            if (window.IsEmpty)
            {
                return false;
            }

            var line = newline < 0 ? window : window[..newline];
            if (!line.Contains((byte)'"'))
            {
                _quotedRow = false;
                Split(line.TrimEnd((byte)'\r').Length);
                _start += newline < 0 ? window.Length : newline + 1;
                return true;
            }

            if (ReadQuoted(window) is { } consumed)
            {
                _quotedRow = true;
                _start += consumed;
                return Defect is null;
            }

            if (!More())
            {
                return false;
            }
        }
    }

    private void Split(int length)
    {
        _fields.Clear();
        var begin = _start;
        var end = _start + length;
        for (var i = _start; i < end; i++)
        {
            if (_buffer[i] == (byte)',')
            {
                _fields.Add((begin, i - begin));
                begin = i + 1;
            }
        }

        _fields.Add((begin, end - begin));
    }

    /// <summary>Reads a line with quotes, which may run over several physical lines.</summary>
    /// <returns>The bytes it took, or <see langword="null"/> when the buffer ends before the line does.</returns>
    private int? ReadQuoted(ReadOnlySpan<byte> window)
    {
        _fields.Clear();
        _unquotedLength = 0;
        var begin = 0;
        var quoted = false;
        for (var i = 0; i < window.Length; i++)
        {
            var current = window[i];
            if (quoted)
            {
                if (current != (byte)'"')
                {
                    Keep(current);
                }
                else if (i + 1 == window.Length && !_endOfStream)
                {
                    return null;
                }
                else if (i + 1 < window.Length && window[i + 1] == (byte)'"')
                {
                    Keep(current);
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (current == (byte)'"')
            {
                if (_unquotedLength > begin)
                {
                    Defect = $"Row {Row + 1} has a quote inside a field that does not begin with one.";
                    return i;
                }

                quoted = true;
            }
            else if (current == (byte)',' || current == (byte)'\n')
            {
                _fields.Add((begin, _unquotedLength - begin));
                begin = _unquotedLength;
                if (current == (byte)'\n')
                {
                    return i + 1;
                }
            }
            else if (current != (byte)'\r')
            {
                Keep(current);
            }
        }

        if (!_endOfStream)
        {
            return null;
        }

        if (quoted)
        {
            Defect = $"Row {Row + 1} opens a quote that is never closed.";
        }

        _fields.Add((begin, _unquotedLength - begin));
        return window.Length;
    }

    private void Keep(byte value)
    {
        if (_unquotedLength == _unquoted.Length)
        {
            Array.Resize(ref _unquoted, _unquoted.Length * 2);
        }

        _unquoted[_unquotedLength++] = value;
    }

    /// <summary>Reads further bytes behind those that are not yet consumed.</summary>
    private bool More()
    {
        if (_end - _start >= MaximumRowBytes)
        {
            Defect = $"Row {Row + 1} is longer than {MaximumRowBytes / 1024 / 1024} MB.";
            return false;
        }

        Fill();
        return true;
    }

    private void Fill()
    {
        var kept = _end - _start;
        if (kept > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        (_start, _end) = (0, kept);
        while (_end < _buffer.Length)
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _endOfStream = read == 0;
            _end += read;
            if (_endOfStream)
            {
                return;
            }
        }
    }
}
