namespace Portal.Statistics.Uncertainty;

/// <summary>Means of drawn rows: a loop without a list of indices, which is what a bootstrap of a mean spends its time in.</summary>
internal static class ResampledMean
{
    /// <summary>The mean in order of the rows.</summary>
    public static double Of(ReadOnlySpan<double> contributions)
    {
        double sum = 0;
        foreach (var contribution in contributions)
        {
            sum += contribution;
        }

        return sum / contributions.Length;
    }

    /// <summary>The mean of one sample. Four running sums, always the same four: the order of additions never changes.</summary>
    public static double Draw(ReadOnlySpan<double> contributions, RandomStream stream)
    {
        var count = contributions.Length;
        double a = 0, b = 0, c = 0, d = 0;
        var row = 0;
        for (; row + 4 <= count; row += 4)
        {
            a += contributions[stream.NextIndex(count)];
            b += contributions[stream.NextIndex(count)];
            c += contributions[stream.NextIndex(count)];
            d += contributions[stream.NextIndex(count)];
        }

        for (; row < count; row++)
        {
            a += contributions[stream.NextIndex(count)];
        }

        return ((a + b) + (c + d)) / count;
    }

    public static void Check(ReadOnlySpan<double> contributions)
    {
        if (contributions.IsEmpty)
        {
            throw new ArgumentException("A bootstrap needs at least one row.", nameof(contributions));
        }

        for (var row = 0; row < contributions.Length; row++)
        {
            if (!double.IsFinite(contributions[row]))
            {
                throw new ArgumentException($"The contribution of row {row} is not finite.", nameof(contributions));
            }
        }
    }
}
