using System.Globalization;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Lines of a body, in bytes, one at a time and of bounded length.</summary>
internal sealed class JsonLines(Stream content) : IDisposable
{
    public const int MostLineBytes = 1024 * 1024;

    /// <summary>Bytes that can be read behind the last one that counts.</summary>
    private const int Padding = sizeof(ulong);

    private byte[] _buffer = new byte[(128 * 1024) + Padding];
    private int _start;
    private int _end;
    private int _length;
    private int _next;
    private bool _endOfStream;

    /// <summary>Of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Without its line feed. A text in it may be written over by what it says: that is never longer.</summary>
    public Span<byte> Line => _buffer.AsSpan(_start, _length);

    /// <summary>Where the line begins in <see cref="Buffer"/>.</summary>
    public int Start => _start;

    /// <summary>The line, those read since the last one that was not at hand, and more.</summary>
    public ReadOnlySpan<byte> Buffer => _buffer;

    /// <summary>Nothing follows the line, not even a line feed.</summary>
    public bool IsCutOff { get; private set; }

    public string? Defect { get; private set; }

    /// <param name="isAtHand">Only a line that is in memory: those before it stay where they are.</param>
    public bool Read(bool isAtHand = false)
    {
        _start = _next;
        while (Defect is null)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (found >= 0 || (_endOfStream && _end > _start))
            {
                _length = found >= 0 ? found : _end - _start;
                _next = _start + _length + (found >= 0 ? 1 : 0);
                IsCutOff = found < 0;
                Number++;
                return true;
            }

            if (_endOfStream || isAtHand)
            {
                return false;
            }

            Fill();
        }

        return false;
    }

    public void Dispose() => content.Dispose();

    private void Fill()
    {
        var kept = _end - _start;
        if (kept >= MostLineBytes)
        {
            Defect = string.Create(CultureInfo.InvariantCulture, $"Line {Number + 1} is longer than {MostLineBytes / 1024 / 1024} MB.");
            return;
        }

        var room = _buffer.Length - Padding;
        var target = kept > room / 2 ? new byte[(2 * room) + Padding] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        _buffer = target;
        (_start, _end, _next) = (0, kept, 0);
        var read = content.Read(_buffer, _end, _buffer.Length - Padding - _end);
        _endOfStream = read == 0;
        _end += read;
    }
}
