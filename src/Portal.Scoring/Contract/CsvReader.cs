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
    private readonly CsvBoundaries _plain = new();
    private readonly CsvQuotedLine _quotes = new();
    private byte[] _buffer = new byte[64 * 1024 + CsvBoundaries.Padding];
    private int _start;
    private int _end;
    private bool _endOfStream;
    private bool _isQuoted;
    private int _nextLine;
    private int _before;
    private int _nextBefore;
    private int _fields;

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
    public ReadOnlySpan<byte> this[int column] => Column(column)[0];

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
    public bool Read() => ReadRows(1) == 1;

    /// <summary>Moves over the next rows at once, as many as are in memory: <see cref="Column"/> has their fields.</summary>
    /// <param name="most">Not more rows than this.</param>
    /// <returns>How many were taken; 0 at the end, or when the table is malformed.</returns>
    public int ReadRows(int most)
    {
        while (Defect is null && FindLine())
        {
            if (IsBlank())
            {
                continue;
            }

            Row++;
            if (_fields != Columns.Count)
            {
                Defect = $"Row {Row} has {_fields} fields, the header has {Columns.Count}.";
                return 0;
            }

            var more = _isQuoted ? 0 : TakeAlike(most - 1);
            Row += more;
            return 1 + more;
        }

        return 0;
    }

    /// <summary>One column of the rows that were taken last.</summary>
    /// <param name="column">Index into <see cref="Columns"/>.</param>
    public CsvColumn Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_fields, nameof(column));
        return _isQuoted
            ? new CsvColumn(_quotes.Bytes, _quotes.Ends[column..], _fields, isLast: false)
            : new CsvColumn(_buffer, _plain.Ends[(_before + column)..], _fields, column == _fields - 1);
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

        if (!FindLine())
        {
            Defect ??= "The table is empty: it has no header line.";
            return;
        }

        var columns = new string[_fields];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Encoding.UTF8.GetString(this[i]);
        }

        Columns = columns;
        Defect = CsvHeader.Defect(columns);
    }

    private bool IsBlank() => _fields == 1 && Columns.Count > 1 && !_isQuoted && this[0].IsEmpty;

    /// <summary>Takes the lines behind the current one as long as they have as many fields.</summary>
    private int TakeAlike(int most)
    {
        var lines = _plain.Lines;
        var taken = 0;
        while (taken < most && _nextLine < lines.Length && lines[_nextLine] - _nextBefore == _fields)
        {
            _nextBefore = lines[_nextLine++];
            taken++;
        }

        return taken;
    }

    /// <summary>Moves to the next line; most lines have no quote and are not copied.</summary>
    private bool FindLine()
    {
        while (_nextLine >= _plain.Lines.Length)
        {
            var hasQuote = _plain.Find(_buffer, _start, _end, _endOfStream);
            (_nextLine, _nextBefore) = (0, 0);
            if (_plain.Lines is [.., var last])
            {
                _start = Math.Min(_plain.Ends[last] + 1, _end);
                break;
            }

            var window = _buffer.AsSpan(_start, _end - _start);
            if (hasQuote && (_endOfStream || window.Contains((byte)'\n')) && _quotes.Read(window, _endOfStream) is { } taken)
            {
                _start += taken;
                (_isQuoted, _fields) = (true, _quotes.Count);
                Defect = _quotes.Defect is { } defect ? $"Row {Row + 1} {defect}" : null;
                return Defect is null;
            }

            if (!More())
            {
                return false;
            }
        }

        _isQuoted = false;
        _before = _nextBefore;
        _nextBefore = _plain.Lines[_nextLine++];
        _fields = _nextBefore - _before;
        return true;
    }

    /// <summary>Reads further bytes behind those that are not yet consumed.</summary>
    private bool More()
    {
        if (_endOfStream)
        {
            return false;
        }

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
        var room = _buffer.Length - CsvBoundaries.Padding;
        var buffer = kept > room / 2 ? new byte[2 * room + CsvBoundaries.Padding] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(buffer);
        _buffer = buffer;
        (_start, _end) = (0, kept);
        while (_end < _buffer.Length - CsvBoundaries.Padding)
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - CsvBoundaries.Padding - _end);
            _endOfStream = read == 0;
            _end += read;
            if (_endOfStream)
            {
                return;
            }
        }
    }
}
