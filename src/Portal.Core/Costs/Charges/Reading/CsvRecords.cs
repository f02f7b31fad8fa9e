using System.Text;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// Reads records of a CSV file one by one in bounded memory, and goes on after one that is malformed, so that each can be told by the line
/// at which it begins in the file. A quote that nobody closes costs its own line and not the rest of the file.
/// </summary>
internal sealed class CsvRecords(Stream content) : IDisposable
{
    public const int LongestRecord = 1024 * 1024;
    public const int MostFields = 1_000;

    private const int FirstBuffer = 256 * 1024;
    private const int MostLeftOpen = 1_000;
    private const byte Quote = (byte)'"';
    private const byte NewLine = (byte)'\n';

    private readonly (int Start, int Length, bool Doubled)[] _fields = new (int, int, bool)[MostFields];
    private byte[] _buffer = new byte[FirstBuffer];
    private byte[] _unquoted = new byte[4096];
    private int _start;
    private int _end;
    private int _recordEnd;
    private int _next;
    private bool _isEnd;
    private int _leftOpen;

    /// <summary>Fields that each record must have; 0 while that is not known.</summary>
    public int Expected { get; set; }

    /// <summary>At which the record begins; the first line of the file is 1.</summary>
    public int Line { get; private set; }

    public int FieldCount { get; private set; }

    /// <summary>What is wrong with the record as a whole; its fields mean nothing then.</summary>
    public string? Defect { get; private set; }

    /// <summary>Why reading cannot go on at all.</summary>
    public string? Broken { get; private set; }

    /// <summary>Bytes of the file that lie behind.</summary>
    public long Position { get; private set; }

    /// <summary>The record's bytes as they stand in the file, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_start, _recordEnd - _start).TrimEnd("\r\n"u8);

    /// <summary>A field without its quotes, valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var (start, length, doubled) = _fields[field];
            var bytes = _buffer.AsSpan(start, length);
            return doubled ? Undouble(bytes) : bytes;
        }
    }

    public bool Read()
    {
        if (Broken is not null)
        {
            return false;
        }

        Line = Line == 0 ? 1 : Line + _buffer.AsSpan(_start, _next - _start).Count(NewLine);
        Position += _next - _start;
        _start = _next;
        Defect = null;
        while (true)
        {
            switch (Split())
            {
                case Found.Record when IsTorn:
                    CutTo(_buffer.AsSpan(_start, _end - _start).IndexOf(NewLine), "a quote is opened that another row closes");
                    return true;
                case Found.Record:
                    return true;
                case Found.Nothing:
                    return false;
                case Found.TooLittle when _end - _start >= LongestRecord || _isEnd:
                    return LeaveOut();
                default:
                    Fill();
                    break;
            }
        }
    }

    public void Dispose() => content.Dispose();

    /// <summary>A quote that nobody closes ends at the next row's first quote, and what comes of both is malformed.</summary>
    private bool IsTorn => (Defect is not null || (Expected > 0 && FieldCount != Expected)) && _buffer.AsSpan(_start, _recordEnd - _start).Contains(NewLine);

    private enum Found
    {
        Record,
        TooLittle,
        Nothing,
    }

    /// <summary>Finds the fields of the record that begins at the start; nothing is changed in the buffer, so that it can be tried again.</summary>
    private Found Split()
    {
        if (_start == _end && _isEnd)
        {
            return Found.Nothing;
        }

        FieldCount = 0;
        for (var at = _start; ;)
        {
            if (FieldCount == MostFields)
            {
                Broken = $"The record at line {Line:N0} has more than {MostFields:N0} fields.";
                return Found.Nothing;
            }

            if (at == _end && !_isEnd)
            {
                return Found.TooLittle;
            }

            var isQuoted = at < _end && _buffer[at] == Quote;
            var end = isQuoted ? Quoted(at) : Plain(at);
            if (end < 0)
            {
                return Found.TooLittle;
            }

            FieldCount++;
            if (end == _end || _buffer[end] == NewLine)
            {
                (_recordEnd, _next) = (end, Math.Min(end + 1, _end));
                return Found.Record;
            }

            at = end + 1;
        }
    }

    /// <returns>Where the comma or line end behind the field is; negative when it lies beyond the buffer.</returns>
    private int Plain(int at)
    {
        var length = _buffer.AsSpan(at, _end - at).IndexOfAny((byte)',', NewLine);
        if (length < 0)
        {
            if (!_isEnd)
            {
                return -1;
            }

            length = _end - at;
        }

        var end = at + length;
        var isLast = end == _end || _buffer[end] == NewLine;
        _fields[FieldCount] = (at, isLast && length > 0 && _buffer[end - 1] == '\r' ? length - 1 : length, false);
        return end;
    }

    private int Quoted(int at)
    {
        var doubled = false;
        for (var from = at + 1; ;)
        {
            var found = _buffer.AsSpan(from, _end - from).IndexOf(Quote);
            if (found < 0 || (from + found + 1 == _end && !_isEnd))
            {
                return -1;
            }

            var closing = from + found;
            if (closing + 1 < _end && _buffer[closing + 1] == Quote)
            {
                (doubled, from) = (true, closing + 2);
                continue;
            }

            var behind = _buffer.AsSpan(closing + 1, _end - closing - 1).IndexOfAny((byte)',', NewLine);
            if (behind < 0 && !_isEnd)
            {
                return -1;
            }

            var end = behind < 0 ? _end : closing + 1 + behind;
            if (_buffer.AsSpan(closing + 1, end - closing - 1).TrimEnd("\r "u8).Length > 0)
            {
                Defect ??= "text stands behind a closing quote";
            }

            _fields[FieldCount] = (at + 1, closing - at - 1, doubled);
            return end;
        }
    }

    /// <summary>The record has no end that can be found: its first line is left out, and what follows is read as if it began there.</summary>
    private bool LeaveOut()
    {
        var line = _buffer.AsSpan(_start, _end - _start).IndexOf(NewLine);
        if ((line < 0 && !_isEnd) || ++_leftOpen > MostLeftOpen)
        {
            Broken = $"From line {Line:N0} on, records have no end: this is no CSV file.";
            return false;
        }

        CutTo(line, _isEnd ? "a quote is opened and never closed" : $"it is longer than {LongestRecord / 1024:N0} KB, or a quote is opened and never closed");
        return true;
    }

    /// <summary>The record is its first line, and malformed; the next one begins behind it.</summary>
    /// <param name="line">Its length; negative when it is the last.</param>
    private void CutTo(int line, string defect)
    {
        (FieldCount, Defect) = (0, defect);
        _recordEnd = line < 0 ? _end : _start + line;
        _next = line < 0 ? _end : _recordEnd + 1;
    }

    private void Fill()
    {
        var kept = _end - _start;
        var target = kept > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        (_buffer, _start, _end, _next) = (target, 0, kept, 0);
        var read = content.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _isEnd = read < _buffer.Length - _end;
        _end += read;
        if (Line == 1 && Position == 0 && _buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
        }
    }

    private ReadOnlySpan<byte> Undouble(ReadOnlySpan<byte> bytes)
    {
        if (_unquoted.Length < bytes.Length)
        {
            _unquoted = new byte[2 * bytes.Length];
        }

        var written = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            _unquoted[written++] = bytes[i];
            i += bytes[i] == Quote ? 1 : 0;
        }

        return _unquoted.AsSpan(0, written);
    }
}
