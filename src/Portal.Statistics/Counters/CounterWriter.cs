using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Portal.Statistics.Counters;

/// <summary>Writes counters: whole numbers in groups of seven bits (LEB128), numbers with a fraction in eight bytes, little end first,
/// text as its length and its UTF-8.</summary>
internal readonly ref struct CounterWriter(IBufferWriter<byte> output)
{
    public void Number(ulong value)
    {
        var span = output.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    public void Count(long value) => Number((ulong)value);

    public void Real(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(sizeof(double)), value);
        output.Advance(sizeof(double));
    }

    public void Text(string value)
    {
        Number((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
    }

    /// <summary>Only what is not 0: how many there are, then how far each lies behind the one before it, and its count.</summary>
    public void Sparse(ReadOnlySpan<long> cells)
    {
        Number((ulong)(cells.Length - cells.Count(0L)));
        var next = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (cells[cell] != 0)
            {
                Number((ulong)(cell - next));
                Count(cells[cell]);
                next = cell + 1;
            }
        }
    }
}
