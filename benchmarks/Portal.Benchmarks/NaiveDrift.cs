namespace Portal.Benchmarks;

/// <summary>The measures as one writes them at first: sort both sides of every column, then LINQ over them.</summary>
internal static class NaiveDrift
{
    public static (double Ks, double W1, double Psi, double JensenShannon) Numeric(double[] reference, double[] current)
    {
        double[] left = [.. reference.Where(double.IsFinite).Order()];
        double[] right = [.. current.Where(double.IsFinite).Order()];
        double[] all = [.. left.Concat(right).Order()];
        var (ks, w1, i, j) = (0.0, 0.0, 0, 0);
        for (var k = 0; k + 1 < all.Length; k++)
        {
            while (i < left.Length && left[i] <= all[k])
            {
                i++;
            }

            while (j < right.Length && right[j] <= all[k])
            {
                j++;
            }

            var gap = Math.Abs((double)i / left.Length - (double)j / right.Length);
            ks = Math.Max(ks, gap);
            w1 += gap * (all[k + 1] - all[k]);
        }

        double[] edges = [.. Enumerable.Range(1, 9).Select(decile => left[(left.Length - 1) * decile / 10])];
        var (psi, divergence) = Shares(left.GroupBy(value => edges.Count(edge => edge <= value)), right.GroupBy(value => edges.Count(edge => edge <= value)));
        return (ks, w1, psi, divergence);
    }

    public static (double Psi, double JensenShannon) Categorical(string[] reference, string[] current) =>
        Shares(reference.GroupBy(label => label), current.GroupBy(label => label));

    private static (double Psi, double JensenShannon) Shares<TKey, TValue>(IEnumerable<IGrouping<TKey, TValue>> reference, IEnumerable<IGrouping<TKey, TValue>> current)
        where TKey : notnull
    {
        var left = reference.ToDictionary(group => group.Key, group => (double)group.Count());
        var right = current.ToDictionary(group => group.Key, group => (double)group.Count());
        var (rows, others) = (left.Values.Sum(), right.Values.Sum());
        var (psi, divergence) = (0.0, 0.0);
        foreach (var key in left.Keys.Union(right.Keys))
        {
            var (p, q) = (Math.Max(left.GetValueOrDefault(key) / rows, 1e-4), Math.Max(right.GetValueOrDefault(key) / others, 1e-4));
            psi += (q - p) * Math.Log(q / p);
            divergence += (p * Math.Log2(2 * p / (p + q)) + q * Math.Log2(2 * q / (p + q))) / 2;
        }

        return (psi, Math.Sqrt(divergence));
    }
}
