namespace Portal.Statistics.Metrics;

/// <summary>Score interval of a proportion (E. B. Wilson, 1927). Unlike the textbook interval it stays inside [0, 1] and
/// keeps its coverage for small groups and for rates near 0 or 1.</summary>
public static class WilsonInterval
{
    /// <summary>The 97.5 % quantile of the standard normal distribution.</summary>
    internal const double Z95 = 1.959963984540054;

    /// <summary>The 95 % interval of <paramref name="successes"/> out of <paramref name="trials"/>.</summary>
    /// <param name="successes">0 … <paramref name="trials"/>.</param>
    /// <param name="trials">Number of rows, at least 0.</param>
    /// <returns>The interval within [0, 1], or <see langword="null"/> when there are no rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Negative counts, or more successes than trials.</exception>
    public static Interval? Of(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
        {
            return null;
        }

        var rate = (double)successes / trials;
        const double Z2 = Z95 * Z95;
        var scale = 1 / (1 + Z2 / trials);
        var centre = scale * (rate + Z2 / (2 * trials));
        var half = scale * Z95 * Math.Sqrt(rate * (1 - rate) / trials + Z2 / (4.0 * trials * trials));
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, centre - half),
            successes == trials ? 1 : Math.Min(1, centre + half));
    }
}
