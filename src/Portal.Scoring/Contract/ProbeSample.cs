namespace Portal.Scoring.Contract;

/// <summary>The rows of a table that models are asked about: one out of each of equally long stretches, drawn by a fixed seed, so that
/// portal and scoring process name the same ones, and no order of the table lets one kind of row escape.</summary>
public static class ProbeSample
{
    /// <summary>The seed, which evidence names.</summary>
    public const ulong Seed = 12;

    /// <summary>The rows, counted from 0, rising.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="count">Rows wanted, at most as many as there are.</param>
    public static long[] Rows(long rows, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, rows);
        var draws = new SeededDraws(Seed);
        var found = new long[count];
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (Begin(i), Begin(i + 1));
            found[i] = from + draws.Below(to - from);
        }

        return found;

        long Begin(int stretch) => (long)((Int128)rows * stretch / count);
    }
}

/// <summary>Numbers drawn by a seed, the same on every machine: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, 2014).</summary>
internal struct SeededDraws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 on that is smaller than <paramref name="limit"/>.</summary>
    public long Below(long limit) => (long)(((UInt128)Next() * (ulong)limit) >> 64);

    /// <summary>Every order of so many things is equally likely (R. Durstenfeld, 1964).</summary>
    public int[] Order(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var last = count - 1; last > 0; last--)
        {
            var other = (int)Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
