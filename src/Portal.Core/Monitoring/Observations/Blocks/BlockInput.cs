using System.Buffers.Binary;
using System.Text;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>Reads what <see cref="BlockOutput"/> wrote. Whatever else the bytes are, they end in an <see cref="InvalidDataException"/>
/// with a sentence, and nothing larger than they say they need is held.</summary>
internal ref struct BlockInput(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public int Byte() => Take(1)[0];

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

        throw BlockFormat.Broken("a number is longer than 64 bits.");
    }

    public int Count(int most, string what)
    {
        var value = Number();
        return value <= (ulong)most ? (int)value : throw BlockFormat.Broken($"it says that it has {value} {what}; {most} are the most.");
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public uint Word32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public string Text(int most)
    {
        var length = Count(most, "bytes in a text");
        try
        {
            return s_strict.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw BlockFormat.Broken("a text is not UTF-8.");
        }
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
        {
            throw BlockFormat.Broken("it ends too early.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public int[] Codes(int count, int largest)
    {
        var width = Byte();
        if (width is not (1 or 2 or 4))
        {
            throw BlockFormat.Broken($"codes have {width} bytes each.");
        }

        var taken = Take(checked(width * count));
        var codes = new int[count];
        for (var i = 0; i < count; i++)
        {
            codes[i] = width switch
            {
                1 => taken[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(taken[(2 * i)..]),
                _ => BinaryPrimitives.ReadInt32LittleEndian(taken[(4 * i)..]),
            };
            if ((uint)codes[i] > (uint)largest)
            {
                throw BlockFormat.Broken($"a code is {codes[i]}; {largest} is the largest.");
            }
        }

        return codes;
    }

    public double[] Transposed(int count)
    {
        var planes = Take(checked(sizeof(double) * count));
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            ulong word = 0;
            for (var plane = 0; plane < sizeof(double); plane++)
            {
                word |= (ulong)planes[(plane * count) + i] << (8 * plane);
            }

            values[i] = BitConverter.UInt64BitsToDouble(word);
        }

        return values;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw BlockFormat.Broken($"{_rest.Length} bytes are left over.");
        }
    }
}
