using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Portal.Scoring.Contract;

/// <summary>Where the fields of the plain lines in a buffer end: every comma and every newline up to the first quote, found 64 bytes
/// at a time.</summary>
/// <remarks>Four bytes for each comma and newline of the buffer, and four for each line: what a reader holds does not depend on
/// the length of its table.</remarks>
internal sealed class CsvBoundaries
{
    /// <summary>Bytes that must be readable behind the last one that counts.</summary>
    public const int Padding = Step;

    private const int Step = 64;

    private int[] _ends = new int[4096];
    private int[] _lines = new int[512];
    private int _lineCount;

    /// <summary>Position before the first field, then the position of each comma and newline.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>For each line the index of its newline in <see cref="Ends"/>.</summary>
    public ReadOnlySpan<int> Lines => _lines.AsSpan(0, _lineCount);

    /// <summary>Finds the whole lines from <paramref name="start"/> on that come before the first quote.</summary>
    /// <param name="buffer">The bytes, with <see cref="Padding"/> behind <paramref name="end"/>.</param>
    /// <param name="start">Where the first line begins.</param>
    /// <param name="end">Where the bytes end.</param>
    /// <param name="closed">Whether the bytes end with the table: the last line then needs no newline.</param>
    /// <returns>Whether a quote ended the search.</returns>
    public bool Find(byte[] buffer, int start, int end, bool closed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, buffer.Length - Padding);
        _ends[0] = start - 1;
        _lineCount = 0;
        var count = 1;
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(buffer);
        for (var position = start; position < end; position += Step)
        {
            ref var here = ref Unsafe.Add(ref bytes, position);
            var inside = end - position >= Step ? ulong.MaxValue : (1UL << (end - position)) - 1;
            var quotes = Where(ref here, (byte)'"') & inside;
            inside &= quotes == 0 ? ulong.MaxValue : (1UL << BitOperations.TrailingZeroCount(quotes)) - 1;
            var newlines = Where(ref here, (byte)'\n') & inside;
            var both = newlines | (Where(ref here, (byte)',') & inside);
            Reserve(count);
            Mark(newlines, both, count);
            count = Spread(both, position, count);
            if (quotes != 0)
            {
                return true;
            }
        }

        if (closed && end > start && (_lineCount == 0 ? start : _ends[_lines[_lineCount - 1]] + 1) < end)
        {
            _ends[count] = end;
            _lines[_lineCount++] = count;
        }

        return false;
    }

    /// <summary>Which of 64 bytes have a value, one bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Where(ref byte bytes, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref bytes), Vector512.Create(value)).ExtractMostSignificantBits();
        }

        var wanted = Vector256.Create(value);
        ulong low = Vector256.Equals(Vector256.LoadUnsafe(ref bytes), wanted).ExtractMostSignificantBits();
        ulong high = Vector256.Equals(Vector256.LoadUnsafe(ref bytes, 32), wanted).ExtractMostSignificantBits();
        return low | high << 32;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int count)
    {
        if (count + 2 * Step > _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        if (_lineCount + 2 * Step > _lines.Length)
        {
            Array.Resize(ref _lines, _lines.Length * 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mark(ulong newlines, ulong both, int count)
    {
        while (newlines != 0)
        {
            var before = (newlines & (0 - newlines)) - 1;
            _lines[_lineCount++] = count + BitOperations.PopCount(both & before);
            newlines &= newlines - 1;
        }
    }

    /// <summary>Writes the positions of the bits, eight at a time: what is written too much is overwritten by the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Spread(ulong bits, int position, int count)
    {
        var after = count + BitOperations.PopCount(bits);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_ends);
        for (var i = count; i < after; i += 8)
        {
            ref var eight = ref Unsafe.Add(ref to, i);
            for (var j = 0; j < 8; j++)
            {
                Unsafe.Add(ref eight, j) = position + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }

        return after;
    }
}
