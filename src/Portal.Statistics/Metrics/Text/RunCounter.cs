using System.Runtime.InteropServices;

namespace Portal.Statistics.Metrics.Text;

/// <summary>Counts runs of symbols (n-grams). A run is one number: its symbols side by side.</summary>
internal static class RunCounter
{
    /// <param name="symbols">The symbols of a text.</param>
    /// <param name="length">Symbols of a run; <paramref name="length"/> × <paramref name="bits"/> is at most 128.</param>
    /// <param name="bits">Bits that hold each symbol.</param>
    public static Dictionary<UInt128, int> Count(ReadOnlySpan<uint> symbols, int length, int bits)
    {
        var counts = new Dictionary<UInt128, int>();
        var mask = length * bits == 128 ? UInt128.MaxValue : (UInt128.One << (length * bits)) - 1;
        var run = UInt128.Zero;
        for (var i = 0; i < symbols.Length; i++)
        {
            run = ((run << bits) | symbols[i]) & mask;
            if (i >= length - 1)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, run, out _)++;
            }
        }

        return counts;
    }
}
