using System.Buffers.Binary;
using System.Text;

namespace Portal.Statistics.Counters;

/// <summary>Reads what <see cref="CounterWriter"/> wrote. Bytes that it cannot have written are refused with a
/// <see cref="FormatException"/>, whatever they are.</summary>
internal ref struct CounterReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A number is longer than 64 bits.");
    }

    /// <summary>A count of rows: not negative, and far from overflowing when counts are added.</summary>
    public long Count()
    {
        var value = Number();
        return value <= long.MaxValue >> 8 ? (long)value : throw new FormatException($"{value} is no count of rows.");
    }

    /// <summary>A whole number of 0 … <paramref name="most"/>.</summary>
    public int Index(int most)
    {
        var value = Number();
        return value <= (ulong)most ? (int)value : throw new FormatException($"{value} is more than {most}.");
    }

    public double Real()
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
        return double.IsFinite(value) ? value : throw new FormatException("A sum is not finite.");
    }

    public string Text()
    {
        var length = Number();
        if (length > (ulong)_rest.Length)
        {
            throw new FormatException("The counters end within a text.");
        }

        try
        {
            return s_strict.GetString(Take((int)length));
        }
        catch (DecoderFallbackException fault)
        {
            throw new FormatException("A text is not UTF-8.", fault);
        }
    }

    public void Sparse(Span<long> cells)
    {
        var filled = Index(cells.Length);
        var next = 0;
        for (var number = 0; number < filled; number++)
        {
            var cell = next + (long)Number();
            if ((ulong)cell >= (ulong)cells.Length)
            {
                throw new FormatException("A cell lies outside its table.");
            }

            cells[(int)cell] = Count();
            next = (int)cell + 1;
        }
    }

    /// <summary>The first byte says which form the counters have.</summary>
    public void Version(byte expected)
    {
        var found = Take(1)[0];
        if (found != expected)
        {
            throw new FormatException($"These counters have the form {found}; {expected} is known.");
        }
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new FormatException($"{_rest.Length} bytes follow the counters.");
        }
    }

    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FormatException(otherwise);
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
        {
            throw new FormatException("The counters end too early.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
