using System.Text;

namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>A 64-bit number for an id (FNV-1a, then mixed): finds rows and draws samples. Two ids may share one, so ids are compared too.</summary>
internal static class IdHash
{
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var one in id)
        {
            hash = (hash ^ one) * 0x100000001B3UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 33);
    }

    public static ulong Of(string id)
    {
        Span<byte> bytes = stackalloc byte[3 * 200];
        return id.Length <= 200 ? Of(bytes[..Encoding.UTF8.GetBytes(id, bytes)]) : Of(Encoding.UTF8.GetBytes(id));
    }

    /// <param name="words">Ids.</param>
    public static ulong Of(IReadOnlyList<string> words, int word) => words is Utf8Words utf8 ? Of(utf8.Utf8(word)) : Of(words[word]);

    /// <summary>Whether a sample of that share has the id: always the same answer, and a larger share has all rows of a smaller one.</summary>
    /// <param name="share">0 to 1.</param>
    public static bool IsSampled(ulong hash, double share) => share >= 1 || (hash >> 11) * (1.0 / (1UL << 53)) < share;
}

/// <summary>Where rows of a block are, by the hash of their id.</summary>
/// <param name="Hashes">Rising.</param>
internal sealed record IdIndex(ulong[] Hashes, int[] Rows)
{
    private const int BucketBits = 12;
    private const int BucketShift = 64 - BucketBits;

    public static IdIndex Of(TextColumn ids)
    {
        var (unsorted, starts) = (new ulong[ids.Rows], new int[(1 << BucketBits) + 1]);
        for (var row = 0; row < unsorted.Length; row++)
        {
            unsorted[row] = IdHash.Of(ids.Words, ids.Codes[row]);
            starts[(unsorted[row] >> BucketShift) + 1]++;
        }

        for (var bucket = 1; bucket < starts.Length; bucket++)
        {
            starts[bucket] += starts[bucket - 1];
        }

        return Sorted(unsorted, starts);
    }

    /// <summary>By their first bits at once, and each bucket by itself: good hashes leave few in each.</summary>
    /// <param name="starts">Where each bucket begins; moved to where it ends.</param>
    private static IdIndex Sorted(ulong[] unsorted, int[] starts)
    {
        var (hashes, rows) = (new ulong[unsorted.Length], new int[unsorted.Length]);
        for (var row = 0; row < unsorted.Length; row++)
        {
            var place = starts[unsorted[row] >> BucketShift]++;
            (hashes[place], rows[place]) = (unsorted[row], row);
        }

        var start = 0;
        for (var bucket = 0; bucket < 1 << BucketBits; bucket++)
        {
            hashes.AsSpan(start..starts[bucket]).Sort(rows.AsSpan(start..starts[bucket]));
            start = starts[bucket];
        }

        return new IdIndex(hashes, rows);
    }

    /// <summary>Rows whose id has this hash; one, as good as always.</summary>
    public ReadOnlySpan<int> Find(ulong hash)
    {
        var at = Array.BinarySearch(Hashes, hash);
        if (at < 0)
        {
            return [];
        }

        var (first, last) = (at, at);
        while (first > 0 && Hashes[first - 1] == hash)
        {
            first--;
        }

        while (last + 1 < Hashes.Length && Hashes[last + 1] == hash)
        {
            last++;
        }

        return Rows.AsSpan(first, last - first + 1);
    }
}
