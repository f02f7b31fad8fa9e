namespace Portal.Statistics.Uncertainty;

/// <summary>A stream of pseudo-random numbers that is the same on every machine and in every release.</summary>
/// <remarks>SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, 2014). Draw k of stream s, modulo 2⁶⁴: z = s + (k + 1)·0x9E3779B97F4A7C15;
/// z = (z ^ z ≫ 30)·0xBF58476D1CE4E5B9; z = (z ^ z ≫ 27)·0x94D049BB133111EB; z ^ z ≫ 31. Each draw depends on s and k alone, so that
/// streams can be read in any order and by any number of threads. Not for secrets.</remarks>
/// <param name="seed">s, which names the stream.</param>
public struct RandomStream(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next number of [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next index of 0 … <paramref name="count"/> − 1: the whole part of <see cref="NextUnit"/> times it.</summary>
    /// <param name="count">Number of indices, at least 1.</param>
    public int NextIndex(int count) => (int)(NextUnit() * count);
}
