namespace Portal.Statistics.Uncertainty;

/// <summary>Quantiles of a sample.</summary>
public static class Quantile
{
    /// <summary>The quantile by linear interpolation between order statistics: type 7 of R. J. Hyndman and Y. Fan (1996), the default
    /// of NumPy and R.</summary>
    /// <param name="sorted">The sample in rising order, at least one value.</param>
    /// <param name="share">Share of the sample below the quantile, in [0, 1].</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1].</exception>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        }

        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share must lie in 0 to 1.");
        }

        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
