using System.Buffers;

namespace Portal.Statistics.Drift;

/// <summary>P-values of the two-sample Kolmogorov–Smirnov distance D = sup |F − G|.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Up to so many pairs of rows the p-value is exact.</summary>
    public const long MostExactPairs = 4_000_000;

    /// <summary>Where the two series of the limit distribution are equally quick.</summary>
    private const double Turn = 1.18;

    /// <summary>The p-value that decisions use: exact up to <see cref="MostExactPairs"/> pairs of rows, else Stephens'.</summary>
    /// <param name="distance">D, in [0, 1].</param>
    /// <param name="rows">Rows of the reference, at least 1.</param>
    /// <param name="others">Rows of the window, at least 1.</param>
    public static double PValue(double distance, long rows, long others) =>
        Exact(distance, rows, others) ?? Stephens(distance, rows, others);

    /// <summary>Share of all orders of the pooled rows with a distance at least this large (J. L. Hodges, 1958). Conservative with ties.</summary>
    /// <param name="distance">D, in [0, 1].</param>
    /// <param name="rows">Rows of the reference, at least 1.</param>
    /// <param name="others">Rows of the window, at least 1.</param>
    /// <returns>The p-value, or <see langword="null"/> above <see cref="MostExactPairs"/> pairs.</returns>
    public static double? Exact(double distance, long rows, long others)
    {
        if ((double)rows * others > MostExactPairs)
        {
            return null;
        }

        var limit = (long)Math.Round(distance * rows * others);
        return limit == 0 ? 1 : Math.Min(1, LeavingShare((int)Math.Max(rows, others), (int)Math.Min(rows, others), limit));
    }

    /// <summary>The limit distribution with the correction of M. A. Stephens (1970): within a few per cent of the exact value from 500 rows on.</summary>
    /// <param name="distance">D, in [0, 1].</param>
    /// <param name="rows">Rows of the reference, at least 1.</param>
    /// <param name="others">Rows of the window, at least 1.</param>
    public static double Stephens(double distance, long rows, long others)
    {
        var root = Math.Sqrt((double)rows * others / (rows + others));
        return Above((root + 0.12 + 0.11 / root) * distance);
    }

    /// <summary>The limit distribution (A. N. Kolmogorov, 1933; N. V. Smirnov, 1939).</summary>
    /// <param name="distance">D, in [0, 1].</param>
    /// <param name="rows">Rows of the reference, at least 1.</param>
    /// <param name="others">Rows of the window, at least 1.</param>
    public static double Limit(double distance, long rows, long others) =>
        Above(Math.Sqrt((double)rows * others / (rows + others)) * distance);

    /// <summary>2 Σ (−1)^(j−1) exp(−2j²λ²), or its dual where that one converges slowly.</summary>
    internal static double Above(double lambda)
    {
        if (lambda <= 0)
        {
            return 1;
        }

        var sum = 0.0;
        if (lambda < Turn)
        {
            for (var j = 1; j < 20; j += 2)
            {
                sum += Math.Exp(-j * j * Math.PI * Math.PI / (8 * lambda * lambda));
            }

            return Math.Clamp(1 - Math.Sqrt(2 * Math.PI) / lambda * sum, 0, 1);
        }

        for (var j = 1; j < 20; j++)
        {
            sum += (j % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * j * j * lambda * lambda);
        }

        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>The chance that a random path of <paramref name="rows"/> steps one way and <paramref name="others"/> the other comes as
    /// far from the diagonal as <paramref name="limit"/>. Chances of having left are added, so that small ones keep their digits.</summary>
    private static double LeavingShare(int rows, int others, long limit)
    {
        var pool = ArrayPool<double>.Shared;
        var left = pool.Rent(others + 1);
        var inverses = pool.Rent(rows + others + 1);
        for (var i = 1; i <= rows + others; i++)
        {
            inverses[i] = 1.0 / i;
        }

        for (var i = 0; i <= rows; i++)
        {
            // Inside while |i·others − j·rows| < limit; all else has left.
            var first = (int)Math.Max(0, ((long)i * others - limit) / rows);
            while (first <= others && Math.Abs((long)i * others - (long)first * rows) >= limit && (long)first * rows < (long)i * others)
            {
                first++;
            }

            left.AsSpan(0, Math.Min(first, others + 1)).Fill(1);
            var j = first;
            for (; j <= others && Math.Abs((long)i * others - (long)j * rows) < limit; j++)
            {
                left[j] = i + j == 0 ? 0
                    : ((i == 0 ? 0 : left[j] * i) + (j == 0 ? 0 : left[j - 1] * j)) * inverses[i + j];
            }

            left.AsSpan(Math.Min(j, others + 1), others + 1 - Math.Min(j, others + 1)).Fill(1);
        }

        var share = left[others];
        pool.Return(left);
        pool.Return(inverses);
        return share;
    }
}
