namespace Portal.Statistics.Metrics;

/// <summary>One of the ten equal-width score bins of a calibration curve.</summary>
/// <param name="From">Lower end of the bin; <see cref="Calibration"/> excludes it but in the first bin, counters of a window include it.</param>
/// <param name="To">Upper end of the bin; the other way round.</param>
/// <param name="Rows">Rows whose score falls into the bin.</param>
/// <param name="MeanScore">Mean score of these rows; <see langword="null"/> for an empty bin.</param>
/// <param name="PositiveRate">Share of them that is positive in truth; <see langword="null"/> for an empty bin.</param>
/// <param name="Interval">Wilson's 95 % interval of that share; <see langword="null"/> for an empty bin.</param>
public sealed record CalibrationBin(
    double From, double To, long Rows, double? MeanScore, double? PositiveRate, Interval? Interval);

/// <summary>How well scores can be read as probabilities.</summary>
public static class Calibration
{
    private const int BinCount = 10;

    /// <summary>Ten bins (0, 0.1], (0.1, 0.2] … (0.9, 1]; a score of exactly 0 belongs to the first.</summary>
    /// <param name="scores">One probability a row, in [0, 1].</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is no probability.</exception>
    public static IReadOnlyList<CalibrationBin> Bins(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        ScoreGuard.CheckProbabilities(scores, positives);
        Span<long> rows = stackalloc long[BinCount];
        Span<long> hits = stackalloc long[BinCount];
        Span<double> sums = stackalloc double[BinCount];
        rows.Clear();
        hits.Clear();
        sums.Clear();
        Count(scores, positives, rows, hits, sums);
        var bins = new CalibrationBin[BinCount];
        for (var bin = 0; bin < BinCount; bin++)
        {
            bins[bin] = new CalibrationBin(
                (double)bin / BinCount,
                (double)(bin + 1) / BinCount,
                rows[bin],
                rows[bin] == 0 ? null : sums[bin] / rows[bin],
                rows[bin] == 0 ? null : (double)hits[bin] / rows[bin],
                WilsonInterval.Of(hits[bin], rows[bin]));
        }

        return bins;
    }

    /// <summary>Four rows in turn have sums of their own, so that a row need not wait for the one before it in the same bin.</summary>
    private static void Count(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, Span<long> rows, Span<long> hits, Span<double> sums)
    {
        const int Turns = 4;
        Span<(long Rows, long Hits, double Sum)> turns = stackalloc (long, long, double)[Turns * BinCount];
        turns.Clear();
        for (var i = 0; i < scores.Length; i++)
        {
            var bin = Math.Clamp((int)Math.Ceiling(scores[i] * BinCount) - 1, 0, BinCount - 1);
            ref var own = ref turns[i % Turns * BinCount + bin];
            own.Rows++;
            own.Hits += positives[i] ? 1 : 0;
            own.Sum += scores[i];
        }

        for (var i = 0; i < turns.Length; i++)
        {
            rows[i % BinCount] += turns[i].Rows;
            hits[i % BinCount] += turns[i].Hits;
            sums[i % BinCount] += turns[i].Sum;
        }
    }

    /// <summary>Expected calibration error: the mean over rows of |mean score − positive rate| of their bin, in [0, 1].</summary>
    /// <param name="bins">What <see cref="Bins"/> returned.</param>
    /// <exception cref="ArgumentException">There is no row in the bins.</exception>
    public static double ExpectedError(IReadOnlyList<CalibrationBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        double sum = 0;
        long rows = 0;
        foreach (var bin in bins)
        {
            rows += bin.Rows;
            sum += bin.Rows * Math.Abs((bin.MeanScore - bin.PositiveRate) ?? 0);
        }

        return rows > 0 ? sum / rows : throw new ArgumentException("The bins hold no row.", nameof(bins));
    }
}
