using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>Which test a p-value of category counts is of.</summary>
public enum HomogeneityMethod
{
    /// <summary>Chi-square of homogeneity, without Yates' correction.</summary>
    ChiSquare,

    /// <summary>Fisher's exact test: two categories, and fewer than 5 rows expected in a cell.</summary>
    Fisher,

    /// <summary>Random redistributions of the rows over both sides: over a fifth of the cells with fewer than 5 expected rows (W. G. Cochran, 1954).</summary>
    Permutation,
}

/// <summary>Whether two rows of category counts come from one distribution. Both are samples: the reference is not taken for the truth.</summary>
/// <param name="ChiSquare">Σ (seen − expected)² / expected over both rows; 0 with a single category.</param>
/// <param name="DegreesOfFreedom">Categories seen, less one.</param>
/// <param name="ChiSquarePValue">Its p-value, in [0, 1].</param>
/// <param name="CramersV">√(χ² / rows), in [0, 1].</param>
/// <param name="LeastExpected">The fewest rows expected in a cell; <see langword="null"/> with a single category.</param>
/// <param name="Method">The test that fits the counts.</param>
/// <param name="PValue">Its p-value: what decisions use.</param>
/// <param name="Seed">The random stream's seed, where the method needs one.</param>
public sealed record HomogeneityTest(
    double ChiSquare,
    int DegreesOfFreedom,
    double ChiSquarePValue,
    double CramersV,
    double? LeastExpected,
    HomogeneityMethod Method,
    double PValue,
    ulong? Seed)
{
    /// <summary>The seed where none is given.</summary>
    public const ulong DefaultSeed = 20_240_501;

    private const double FewExpected = 5;
    private const int Draws = 2000;

    /// <summary>Tests two rows of counts.</summary>
    /// <param name="reference">Rows of the reference in each category.</param>
    /// <param name="current">Rows of the window in each category; same length.</param>
    /// <param name="seed">Seed of the random redistributions.</param>
    /// <returns>The test, or <see langword="null"/> when a side has no rows.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static HomogeneityTest? Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, ulong seed = DefaultSeed)
    {
        if (reference.Length != current.Length)
        {
            throw new ArgumentException($"There are {reference.Length} and {current.Length} categories.", nameof(current));
        }

        List<(long Reference, long Current)> seen = [];
        for (var category = 0; category < reference.Length; category++)
        {
            if (reference[category] + current[category] > 0)
            {
                seen.Add((reference[category], current[category]));
            }
        }

        var (rows, others) = (seen.Sum(pair => pair.Reference), seen.Sum(pair => pair.Current));
        if (rows == 0 || others == 0)
        {
            return null;
        }

        if (seen.Count == 1)
        {
            return new HomogeneityTest(0, 0, 1, 0, null, HomogeneityMethod.ChiSquare, 1, null);
        }

        long[] totals = [.. seen.Select(pair => pair.Reference + pair.Current)];
        var share = (double)Math.Min(rows, others) / (rows + others);
        var chiSquare = Statistic(totals, [.. seen.Select(pair => pair.Current)], rows, others);
        var pValue = ChiSquareDistribution.Above(chiSquare, seen.Count - 1);
        var cramersV = Math.Sqrt(Math.Min(1, chiSquare / (rows + others)));
        var method = MethodFor(totals, rows, others);
        return new HomogeneityTest(
            chiSquare,
            seen.Count - 1,
            pValue,
            cramersV,
            share * totals.Min(),
            method,
            method switch
            {
                HomogeneityMethod.ChiSquare => pValue,
                HomogeneityMethod.Fisher => FisherExact.TwoSidedPValue(seen[0].Reference, rows, seen[0].Current, others),
                HomogeneityMethod.Permutation => Permuted(totals, chiSquare, rows, others, seed),
            },
            method == HomogeneityMethod.Permutation ? seed : null);
    }

    /// <summary>χ² from the rows of one side: that of the other follows from the totals.</summary>
    private static double Statistic(ReadOnlySpan<long> totals, ReadOnlySpan<long> current, long rows, long others)
    {
        var (sum, all) = (0.0, (double)rows + others);
        for (var category = 0; category < totals.Length; category++)
        {
            var difference = current[category] - totals[category] * (others / all);
            sum += difference * difference / totals[category];
        }

        return sum * all / others * (all / rows);
    }

    private static HomogeneityMethod MethodFor(long[] totals, long rows, long others)
    {
        var (share, otherShare) = ((double)rows / (rows + others), (double)others / (rows + others));
        var few = totals.Count(total => total * share < FewExpected) + totals.Count(total => total * otherShare < FewExpected);
        return totals.Length == 2
            ? few > 0 ? HomogeneityMethod.Fisher : HomogeneityMethod.ChiSquare
            : few > 0.2 * 2 * totals.Length ? HomogeneityMethod.Permutation : HomogeneityMethod.ChiSquare;
    }

    /// <summary>(1 + draws at least as far apart) / (1 + draws), after B. Phipson and G. K. Smyth (2010): never 0.</summary>
    private static double Permuted(long[] totals, double seen, long rows, long others, ulong seed)
    {
        var (stream, drawn, reached) = (new RandomStream(seed), new long[totals.Length], 0);
        var limit = seen * (1 - 1e-12);
        for (var draw = 0; draw < Draws; draw++)
        {
            HypergeometricDraw.Deal(ref stream, totals, others, drawn);
            reached += Statistic(totals, drawn, rows, others) >= limit ? 1 : 0;
        }

        return (1.0 + reached) / (1 + Draws);
    }
}
