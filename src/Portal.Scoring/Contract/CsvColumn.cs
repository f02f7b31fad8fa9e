using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Portal.Scoring.Contract;

/// <summary>The fields of one column in the rows that <see cref="CsvReader.ReadRows"/> took, or another reader that notes the ends of fields
/// as it does; valid until the next rows are read.</summary>
public readonly ref struct CsvColumn
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<int> _ends;
    private readonly int _columns;
    private readonly bool _isLast;

    /// <summary>The fields between ends that are known.</summary>
    /// <param name="bytes">All bytes; at least eight lie behind the last field.</param>
    /// <param name="ends">Where the fields end, from this column's predecessor in the first row on.</param>
    /// <param name="columns">Ends of a row.</param>
    /// <param name="isLast">Whether the column ends its line, where a carriage return is no part of the field.</param>
    public CsvColumn(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int columns, bool isLast)
    {
        _bytes = bytes;
        _ends = ends;
        _columns = columns;
        _isLast = isLast;
    }

    /// <summary>The bytes of a field.</summary>
    /// <param name="row">Counted from 0 among the rows that were taken.</param>
    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var at = row * _columns;
            var start = _ends[at] + 1;
            var field = _bytes[start.._ends[at + 1]];
            return _isLast ? field.TrimEnd((byte)'\r') : field;
        }
    }

    /// <summary>A number that stands for a field of up to seven bytes and for no other one; 0 for a longer field. Categories are
    /// compared by it in one step.</summary>
    /// <param name="row">Counted from 0 among the rows that were taken.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(int row) => Key(this[row], Head(row));

    /// <summary>The key of a field that holds this.</summary>
    /// <param name="field">The bytes.</param>
    public static ulong KeyOf(ReadOnlySpan<byte> field)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        field[..Math.Min(field.Length, head.Length)].CopyTo(head);
        return Key(field, BinaryPrimitives.ReadUInt64LittleEndian(head));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Key(ReadOnlySpan<byte> field, ulong head) => field.Length < sizeof(ulong)
        ? (head & ((1UL << 8 * field.Length) - 1)) | (ulong)(field.Length + 1) << 56
        : 0;

    /// <summary>The first eight bytes of a field as a little-endian number; whatever lies behind a shorter field comes with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Head(int row)
    {
        var head = Unsafe.ReadUnaligned<ulong>(ref MemoryMarshal.GetReference(_bytes.Slice(_ends[row * _columns] + 1, sizeof(ulong))));
        return BitConverter.IsLittleEndian ? head : BinaryPrimitives.ReverseEndianness(head);
    }
}
