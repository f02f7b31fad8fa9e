using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>What the fields of one column that were seen lately mean. Categories come again in nearly every row, and finding them
/// here costs a multiplication and a comparison.</summary>
/// <remarks>At most <see cref="Slots"/> fields of at most <see cref="LongestKept"/> bytes are held, whatever the table.</remarks>
internal sealed class RecentFields<T>
{
    private const int Slots = 256;
    private const int LongestKept = 64;

    private readonly Slot[] _slots = new Slot[Slots];

    /// <param name="field">The field.</param>
    /// <param name="head">Its first eight bytes, and whatever lies behind a shorter one.</param>
    /// <param name="meaning">What was kept for it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ReadOnlySpan<byte> field, ulong head, out T meaning)
    {
        var key = Key(field, head);
        ref var slot = ref _slots[At(key)];
        meaning = slot.Meaning;
        return slot.Key == key && (IsWhole(field) || field.SequenceEqual(slot.Text));
    }

    public void Keep(ReadOnlySpan<byte> field, ulong head, T meaning)
    {
        if (field.Length <= LongestKept)
        {
            var key = Key(field, head);
            _slots[At(key)] = new Slot(key, IsWhole(field) ? null : field.ToArray(), meaning);
        }
    }

    /// <summary>Whether the key says all of the field.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> field) => field.Length < sizeof(ulong);

    /// <summary>Never zero, which is the key of an empty slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(ReadOnlySpan<byte> field, ulong head)
    {
        if (IsWhole(field))
        {
            return CsvColumn.Key(field, head);
        }

        var tail = MemoryMarshal.Read<ulong>(field[^sizeof(ulong)..]);
        return (head ^ ulong.RotateLeft(tail, 23) ^ (ulong)field.Length) | 0xFFUL << 56;
    }

    private static int At(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 56);

    private readonly record struct Slot(ulong Key, byte[]? Text, T Meaning);
}
