using System.Numerics;
using System.Runtime.InteropServices;

namespace Portal.Statistics.Metrics;

/// <summary>Orders whole numbers by their digits, least significant first: a few passes over the rows instead of n log n steps.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Below it the passes cost more than comparing.</summary>
    private const int Few = 2048;

    /// <summary>Sorts ascending.</summary>
    /// <param name="keys">The numbers.</param>
    /// <param name="scratch">Room for as many.</param>
    public static void Sort<T>(Span<T> keys, Span<T> scratch)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        if (keys.Length < Few)
        {
            keys.Sort();
            return;
        }

        scratch = scratch[..keys.Length];
        var passes = (Marshal.SizeOf<T>() * 8 + DigitBits - 1) / DigitBits;
        var counts = Count(keys, passes);
        var isMoved = false;
        for (var pass = 0; pass < passes; pass++)
        {
            var count = counts.AsSpan(pass * Digits, Digits);
            if (count[Digit(keys[0], pass)] == keys.Length)
            {
                // All have the same digit here: 32-bit scores leave half of a 64-bit number empty.
                continue;
            }

            Scatter(isMoved ? scratch : keys, isMoved ? keys : scratch, count, pass);
            isMoved = !isMoved;
        }

        if (isMoved)
        {
            scratch.CopyTo(keys);
        }
    }

    private static int[] Count<T>(ReadOnlySpan<T> keys, int passes)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var counts = new int[passes * Digits];
        foreach (var key in keys)
        {
            for (var pass = 0; pass < passes; pass++)
            {
                counts[pass * Digits + Digit(key, pass)]++;
            }
        }

        return counts;
    }

    private static void Scatter<T>(ReadOnlySpan<T> from, Span<T> to, Span<int> count, int pass)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var next = 0;
        foreach (ref var place in count)
        {
            (place, next) = (next, next + place);
        }

        foreach (var key in from)
        {
            to[count[Digit(key, pass)]++] = key;
        }
    }

    private static int Digit<T>(T key, int pass)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T> =>
        int.CreateTruncating(key >> (pass * DigitBits)) & (Digits - 1);
}
