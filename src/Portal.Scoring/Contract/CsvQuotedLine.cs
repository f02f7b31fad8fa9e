namespace Portal.Scoring.Contract;

/// <summary>One line with quotes, which may run over several physical lines: its fields are copied without their quotes.</summary>
internal sealed class CsvQuotedLine
{
    /// <summary>Bytes that are readable behind the last field.</summary>
    private const int Padding = sizeof(ulong);

    private byte[] _bytes = new byte[1024];
    private int[] _ends = new int[64];
    private int _length;

    /// <summary>The fields, one unused byte behind each.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Position before the first field, then the position behind each.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>How many fields it has.</summary>
    public int Count { get; private set; }

    /// <summary>What is wrong with it, as the rest of a sentence that begins with the row.</summary>
    public string? Defect { get; private set; }

    /// <summary>Reads the line that the bytes begin with.</summary>
    /// <param name="window">The bytes.</param>
    /// <param name="closed">Whether the table ends with them.</param>
    /// <returns>The bytes it took, or <see langword="null"/> when they end before the line does.</returns>
    public int? Read(ReadOnlySpan<byte> window, bool closed)
    {
        (_length, Count, Defect) = (0, 0, null);
        _ends[0] = -1;
        var quoted = false;
        for (var i = 0; i < window.Length; i++)
        {
            var current = window[i];
            if (quoted)
            {
                if (current != (byte)'"')
                {
                    var rest = window[i..];
                    var plain = rest.IndexOf((byte)'"');
                    plain = plain < 0 ? rest.Length : plain;
                    Keep(rest[..plain]);
                    i += plain - 1;
                }
                else if (i + 1 == window.Length && !closed)
                {
                    return null;
                }
                else if (i + 1 < window.Length && window[i + 1] == (byte)'"')
                {
                    Keep([current]);
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (current == (byte)'"')
            {
                if (_length > _ends[Count] + 1)
                {
                    Defect = "has a quote inside a field that does not begin with one.";
                    return i;
                }

                quoted = true;
            }
            else if (current is (byte)',' or (byte)'\n')
            {
                EndField();
                if (current == (byte)'\n')
                {
                    return i + 1;
                }
            }
            else if (current != (byte)'\r')
            {
                Keep([current]);
            }
        }

        if (!closed)
        {
            return null;
        }

        Defect = quoted ? "opens a quote that is never closed." : null;
        EndField();
        return window.Length;
    }

    private void EndField()
    {
        Keep(","u8);
        if (++Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        _ends[Count] = _length - 1;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length + Padding > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length + Padding));
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
