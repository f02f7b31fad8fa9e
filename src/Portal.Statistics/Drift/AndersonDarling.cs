using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>The two-sample Anderson–Darling test, which sees more of the tails than Kolmogorov–Smirnov does. Optional: its p-value takes a
/// sort for every redistribution of the rows.</summary>
/// <param name="Statistic">The midrank statistic in its standard form: mean 0 and deviation 1 without drift (F. W. Scholz and
/// M. A. Stephens, 1987).</param>
/// <param name="PValue">(1 + redistributions at least as far apart) / (1 + redistributions); <see langword="null"/> when none was asked for.</param>
public sealed record AndersonDarling(double Statistic, double? PValue)
{
    /// <summary>Tests two samples.</summary>
    /// <param name="reference">Values of the reference; those that are not finite are left out.</param>
    /// <param name="current">Values of the window.</param>
    /// <param name="draws">Redistributions for the p-value; 0 for none.</param>
    /// <param name="seed">Their random stream's seed.</param>
    /// <returns>The test, or <see langword="null"/> when a side has fewer than two values or all values are equal.</returns>
    public static AndersonDarling? Measure(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int draws = 0, ulong seed = HomogeneityTest.DefaultSeed)
    {
        double[] left = [.. Finite(reference)];
        double[] right = [.. Finite(current)];
        double[] pooled = [.. left, .. right];
        if (Math.Min(left.Length, right.Length) < 2 || pooled.Max() == pooled.Min())
        {
            return null;
        }

        var isCurrent = new bool[pooled.Length];
        isCurrent.AsSpan(left.Length).Fill(true);
        Array.Sort(pooled, isCurrent);
        var scale = Scale(left.Length, right.Length);
        var seen = Distance(pooled, isCurrent, left.Length, right.Length);
        return new AndersonDarling((seen - 1) / scale, draws == 0 ? null : Permuted(pooled, isCurrent, (left.Length, right.Length), seen, draws, seed));
    }

    private static double Permuted(double[] pooled, bool[] isCurrent, (int Left, int Right) rows, double seen, int draws, ulong seed)
    {
        var (stream, dealt, reached) = (new RandomStream(seed), isCurrent.ToArray(), 0);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var row = dealt.Length - 1; row > 0; row--)
            {
                var other = stream.NextIndex(row + 1);
                (dealt[row], dealt[other]) = (dealt[other], dealt[row]);
            }

            reached += Distance(pooled, dealt, rows.Left, rows.Right) >= seen * (1 - 1e-12) ? 1 : 0;
        }

        return (1.0 + reached) / (1 + draws);
    }

    /// <summary>A²ₐₖₙ, equation 7 of the paper, with tied values at their middle rank.</summary>
    private static double Distance(double[] sorted, bool[] isCurrent, int left, int right)
    {
        var (all, sum, leftBelow, below) = ((double)sorted.Length, default(CompensatedSum), 0, 0);
        while (below < sorted.Length)
        {
            var (end, leftTied) = (below, 0);
            for (; end < sorted.Length && sorted[end] == sorted[below]; end++)
            {
                leftTied += isCurrent[end] ? 0 : 1;
            }

            var tied = end - below;
            var rank = below + tied / 2.0;
            var gap = all * (leftBelow + leftTied / 2.0) - rank * left;
            var denominator = rank * (all - rank) - all * tied / 4;
            if (denominator > 0)
            {
                // The other sample's gap is the same with its sign turned.
                sum = sum.Plus(tied / all * (gap * gap) / denominator * (1.0 / left + 1.0 / right));
            }

            leftBelow += leftTied;
            below = end;
        }

        return sum.Value * (all - 1) / all;
    }

    /// <summary>The statistic's standard deviation without drift, equation 4 of the paper for two samples.</summary>
    private static double Scale(int left, int right)
    {
        var (all, inverses, first, second) = (left + right, 1.0 / left + 1.0 / right, 0.0, 0.0);
        for (var i = all - 1; i >= 1; i--)
        {
            // Before 1/i is added, the sum holds 1/(i+1) … 1/(n−1).
            second += i < all - 1 ? first / (all - i) : 0;
            first += 1.0 / i;
        }

        var (h, g, n) = (first, second, (double)all);
        const double K = 2;
        var a = (4 * g - 6) * (K - 1) + (10 - 6 * g) * inverses;
        var b = (2 * g - 4) * K * K + 8 * h * K + (2 * g - 14 * h - 4) * inverses - 8 * h + 4 * g - 6;
        var c = (6 * h + 2 * g - 2) * K * K + (4 * h - 4 * g + 6) * K + (2 * h - 6) * inverses + 4 * h;
        var d = (2 * h + 6) * K * K - 4 * h * K;
        var variance = (((a * n + b) * n + c) * n + d) / ((n - 1) * (n - 2) * (n - 3));
        return Math.Sqrt(variance);
    }

    private static double[] Finite(ReadOnlySpan<double> values)
    {
        var finite = new double[values.Length];
        var blocks = default(NumericBlocks);
        return finite[..blocks.Finite(values, default, finite)];
    }
}
