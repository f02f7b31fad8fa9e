using System.Numerics;

namespace Portal.Statistics.Metrics.Text;

/// <summary>The longest tokens that two texts share in the same order.</summary>
internal static class CommonSubsequence
{
    /// <summary>Its length, 64 tokens at a time (H. Hyyrö, 2004): a bit is 0 where one more token of <paramref name="first"/> has been
    /// matched.</summary>
    public static int Length(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var words = (first.Count + 63) / 64;
        var places = new Dictionary<string, ulong[]>(StringComparer.Ordinal);
        for (var i = 0; i < first.Count; i++)
        {
            if (!places.TryGetValue(first[i], out var bits))
            {
                places[first[i]] = bits = new ulong[words];
            }

            bits[i / 64] |= 1UL << (i % 64);
        }

        var open = new ulong[words];
        Array.Fill(open, ulong.MaxValue);
        foreach (var token in second)
        {
            if (places.TryGetValue(token, out var bits))
            {
                Step(open, bits);
            }
        }

        var matched = 0;
        foreach (var word in open)
        {
            matched += BitOperations.PopCount(~word);
        }

        // Carries may have cleared bits behind the last token.
        var behind = words * 64 - first.Count;
        return matched - (behind == 0 ? 0 : BitOperations.PopCount(~open[^1] >> (64 - behind)));
    }

    private static void Step(ulong[] open, ulong[] bits)
    {
        ulong carry = 0;
        for (var word = 0; word < open.Length; word++)
        {
            var matching = open[word] & bits[word];
            var sum = (UInt128)open[word] + matching + carry;
            carry = (ulong)(sum >> 64);
            open[word] = (ulong)sum | (open[word] & ~bits[word]);
        }
    }
}
