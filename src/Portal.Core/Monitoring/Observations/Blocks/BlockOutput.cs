using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>Bytes of a block in the making: whole numbers in groups of seven bits, all else little end first.</summary>
internal sealed class BlockOutput(int capacity = 64 * 1024)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(capacity);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Room behind what is written; it counts when it is kept.</summary>
    public Span<byte> Room(int length) => _bytes.GetSpan(length);

    public void Keep(int length) => _bytes.Advance(length);

    /// <summary>Empties it.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    public void Byte(int value)
    {
        _bytes.GetSpan(1)[0] = (byte)value;
        _bytes.Advance(1);
    }

    public void Number(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }

    public void Count(int value) => Number((ulong)value);

    /// <summary>Small numbers of either sign stay short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Word32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(sizeof(uint)), value);
        _bytes.Advance(sizeof(uint));
    }

    public void Text(string value)
    {
        Count(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Count(utf8.Length);
        Bytes(utf8);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Codes in one, two or four bytes each, whichever the largest needs.</summary>
    public void Codes(ReadOnlySpan<int> codes, int largest)
    {
        var width = largest <= byte.MaxValue ? 1 : largest <= ushort.MaxValue ? 2 : 4;
        Byte(width);
        var span = _bytes.GetSpan(Math.Max(1, width * codes.Length));
        for (var i = 0; i < codes.Length; i++)
        {
            switch (width)
            {
                case 1: span[i] = (byte)codes[i]; break;
                case 2: BinaryPrimitives.WriteUInt16LittleEndian(span[(2 * i)..], (ushort)codes[i]); break;
                default: BinaryPrimitives.WriteInt32LittleEndian(span[(4 * i)..], codes[i]); break;
            }
        }

        _bytes.Advance(width * codes.Length);
    }

    /// <summary>First all lowest bytes, then all second ones, and so on: alike bytes stand beside each other, which compresses.</summary>
    public void Transposed(ReadOnlySpan<double> values)
    {
        var words = MemoryMarshal.Cast<double, ulong>(values);
        var span = _bytes.GetSpan(Math.Max(1, sizeof(double) * words.Length));
        for (var plane = 0; plane < sizeof(double); plane++)
        {
            var target = span.Slice(plane * words.Length, words.Length);
            for (var i = 0; i < words.Length; i++)
            {
                target[i] = (byte)(words[i] >> (8 * plane));
            }
        }

        _bytes.Advance(sizeof(double) * words.Length);
    }
}
