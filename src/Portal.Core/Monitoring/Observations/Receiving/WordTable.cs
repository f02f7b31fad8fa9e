using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Texts in UTF-8, each once, numbered in the order in which they came and found by their bytes.</summary>
internal sealed class WordTable
{
    /// <summary>Drawn anew by each process, so that nobody can send texts that all fall into one place.</summary>
    private static readonly ulong s_secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private byte[] _bytes = new byte[1024];
    private int[] _ends = new int[64];
    private uint[] _hashes = new uint[64];
    private int[] _slots = new int[128];

    public int Count { get; private set; }

    private int End => Count == 0 ? 0 : _ends[Count - 1];

    /// <returns>The number of the text; −1 where it is not known.</returns>
    public int Find(ReadOnlySpan<byte> word) => _slots[SlotOf(word, HashOf(word))] - 1;

    /// <returns>Whether the text is new; its number is the last then.</returns>
    public bool TryAdd(ReadOnlySpan<byte> word)
    {
        var hash = HashOf(word);
        var slot = SlotOf(word, hash);
        if (_slots[slot] != 0)
        {
            return false;
        }

        Reserve(word.Length);
        word.CopyTo(_bytes.AsSpan(End));
        (_ends[Count], _hashes[Count]) = (End + word.Length, hash);
        _slots[slot] = ++Count;
        if (2 * Count > _slots.Length)
        {
            Place(4 * Count);
        }

        return true;
    }

    /// <summary>Forgets all but the first texts.</summary>
    public void Forget(int count)
    {
        if (count < Count)
        {
            Count = count;
            Place(_slots.Length);
        }
    }

    public Utf8Words Taken() => new(_bytes.AsSpan(0, End).ToArray(), _ends.AsSpan(0, Count).ToArray());

    /// <summary>Where the text is, or the free slot where it would be.</summary>
    private int SlotOf(ReadOnlySpan<byte> word, uint hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] is > 0 and var number && !(_hashes[number - 1] == hash && word.SequenceEqual(Word(number - 1))))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private ReadOnlySpan<byte> Word(int number)
    {
        var start = number == 0 ? 0 : _ends[number - 1];
        return _bytes.AsSpan(start, _ends[number] - start);
    }

    private void Reserve(int length)
    {
        if (End + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, End + length));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Count);
            Array.Resize(ref _hashes, 2 * Count);
        }
    }

    private void Place(int slots)
    {
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)slots)];
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)_hashes[number] & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }

    private static uint HashOf(ReadOnlySpan<byte> word)
    {
        var hash = s_secret ^ (ulong)word.Length;
        for (; word.Length >= sizeof(ulong); word = word[sizeof(ulong)..])
        {
            hash = Fold(hash ^ MemoryMarshal.Read<ulong>(word));
        }

        ulong rest = 0;
        foreach (var part in word)
        {
            rest = (rest << 8) | part;
        }

        hash = Fold(hash ^ rest);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value, s_secret, out var low);
        return high ^ low ^ BitOperations.RotateLeft(value, 23);
    }
}
