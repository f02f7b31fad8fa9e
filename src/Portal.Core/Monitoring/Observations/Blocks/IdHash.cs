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

    /// <summary>Whether a sample of that share has the id: always the same answer, and a larger share has all rows of a smaller one.</summary>
    /// <param name="share">0 to 1.</param>
    public static bool IsSampled(ulong hash, double share) => share >= 1 || (hash >> 11) * (1.0 / (1UL << 53)) < share;
}

/// <summary>Where rows of a block are, by the hash of their id.</summary>
/// <param name="Hashes">Rising.</param>
internal sealed record IdIndex(ulong[] Hashes, int[] Rows)
{
    public static IdIndex Of(TextColumn ids)
    {
        var hashes = Array.ConvertAll(ids.Codes, code => IdHash.Of(ids.Words[code]));
        var rows = new int[hashes.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        Array.Sort(hashes, rows);
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
