using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>How far two distributions over the same bins are apart.</summary>
/// <param name="Psi">Population stability index, Σ (q − p)·ln(q / p), at least 0 (N. Siddiqi, 2006).</param>
/// <param name="PsiSmoothed">Whether a bin was empty on one side, so that half a row was added to every bin of both.</param>
/// <param name="PsiPValue">How often a PSI at least this large appears without drift, in [0, 1] (B. Yurdakul, 2018: PSI / (1/n + 1/m) is
/// chi-square distributed with bins − 1 degrees of freedom).</param>
/// <param name="PsiExpected">The PSI to expect without drift, (bins − 1)·(1/n + 1/m): bands of 0.1 and 0.25 mean something where it is
/// well below 0.1.</param>
/// <param name="JensenShannon">Jensen–Shannon distance to base 2, in [0, 1] (J. Lin, 1991).</param>
/// <param name="Hellinger">Hellinger distance, in [0, 1].</param>
/// <param name="TotalVariation">Share of rows that would have to move to another bin, in [0, 1].</param>
/// <param name="LargestDifference">Largest difference of a bin's shares, in [0, 1].</param>
public sealed record BinDistances(
    double Psi,
    bool PsiSmoothed,
    double PsiPValue,
    double PsiExpected,
    double JensenShannon,
    double Hellinger,
    double TotalVariation,
    double LargestDifference)
{
    /// <summary>Measures two rows of counts.</summary>
    /// <param name="reference">Rows of the reference in each bin.</param>
    /// <param name="current">Rows of the window in each bin; same length.</param>
    /// <returns>The distances, or <see langword="null"/> when a side has no rows.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BinDistances? Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (reference.Length != current.Length)
        {
            throw new ArgumentException($"There are {reference.Length} and {current.Length} bins.", nameof(current));
        }

        var (rows, others) = (Sum(reference), Sum(current));
        if (rows == 0 || others == 0)
        {
            return null;
        }

        var (divergence, affinity, moved, largest) = (default(CompensatedSum), default(CompensatedSum), default(CompensatedSum), 0.0);
        for (var bin = 0; bin < reference.Length; bin++)
        {
            var (p, q) = ((double)reference[bin] / rows, (double)current[bin] / others);
            var middle = (p + q) / 2;
            divergence = divergence.Plus(Term(p, middle) + Term(q, middle));
            var root = Math.Sqrt(p) - Math.Sqrt(q);
            affinity = affinity.Plus(root * root);
            moved = moved.Plus(Math.Abs(p - q));
            largest = Math.Max(largest, Math.Abs(p - q));
        }

        var (psi, smoothed, pValue, expected) = Stability(reference, current, rows, others);
        return new BinDistances(
            psi,
            smoothed,
            pValue,
            expected,
            Math.Sqrt(Math.Clamp(divergence.Value / 2, 0, 1)),
            Math.Sqrt(Math.Clamp(affinity.Value / 2, 0, 1)),
            Math.Min(1, moved.Value / 2),
            largest);
    }

    private static (double Psi, bool Smoothed, double PValue, double Expected) Stability(
        ReadOnlySpan<long> reference, ReadOnlySpan<long> current, long rows, long others)
    {
        var (bins, smoothed) = (0, false);
        for (var bin = 0; bin < reference.Length; bin++)
        {
            bins += reference[bin] + current[bin] > 0 ? 1 : 0;
            smoothed |= reference[bin] == 0 != (current[bin] == 0);
        }

        var extra = smoothed ? 0.5 : 0;
        var sum = default(CompensatedSum);
        for (var bin = 0; bin < reference.Length; bin++)
        {
            if (reference[bin] + current[bin] > 0)
            {
                var p = (reference[bin] + extra) / (rows + extra * bins);
                var q = (current[bin] + extra) / (others + extra * bins);
                sum = sum.Plus((q - p) * Math.Log(q / p));
            }
        }

        var scale = 1.0 / rows + 1.0 / others;
        var psi = Math.Max(0, sum.Value);
        return (psi, smoothed, bins > 1 ? ChiSquareDistribution.Above(psi / scale, bins - 1) : 1, (bins - 1) * scale);
    }

    private static double Term(double share, double middle) => share == 0 ? 0 : share * Math.Log2(share / middle);

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
