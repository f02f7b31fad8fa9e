using Portal.Statistics.Counters;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Fairness;

/// <summary>A group's share of scores above the median of all groups.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rate">Its scores above the median, among its scores.</param>
/// <param name="Ratio">Its rate over the highest; <see langword="null"/> where that is 0 or nothing is scored.</param>
/// <param name="Error">The most that the rate can be too low; 0 where it is exact.</param>
public sealed record GroupScoringRate(string Group, GroupRate Rate, double? Ratio, double Error);

/// <summary>Who scores above the median: what New York City's rules for hiring tools compare where a tool gives scores (6 RCNY 5-301).</summary>
/// <param name="Median">The median score of the whole sample; <see langword="null"/> without scores.</param>
/// <param name="Groups">The groups, in ordinal order.</param>
public sealed record ScoringRates(double? Median, IReadOnlyList<GroupScoringRate> Groups)
{
    /// <summary>Measures rows, exactly.</summary>
    /// <param name="groups">Labels of groups.</param>
    /// <param name="codes">The group of each row.</param>
    /// <param name="scores">One score a row; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not a number.</exception>
    public static ScoringRates Of(IReadOnlyList<string> groups, ReadOnlySpan<int> codes, ReadOnlySpan<double> scores)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (codes.Length != scores.Length || scores.IsEmpty)
        {
            throw new ArgumentException($"There are {scores.Length} scores for {codes.Length} rows.", nameof(scores));
        }

        var sorted = scores.ToArray();
        Array.Sort(sorted);
        if (double.IsNaN(sorted[0]))
        {
            throw new ArgumentException("A score is not a number.", nameof(scores));
        }

        var median = Quantile.Of(sorted, 0.5);
        var (rows, above) = (new long[groups.Count], new long[groups.Count]);
        for (var row = 0; row < codes.Length; row++)
        {
            rows[codes[row]]++;
            above[codes[row]] += scores[row] > median ? 1 : 0;
        }

        return Of(
            median,
            [.. Enumerable.Range(0, groups.Count)
                .Where(code => rows[code] > 0)
                .OrderBy(code => groups[code], StringComparer.Ordinal)
                .Select(code => new GroupScoringRate(groups[code], new GroupRate(above[code], rows[code]), null, 0))]);
    }

    /// <summary>Measures counters: scores that share the median's cell count as not above it, and as the error.</summary>
    /// <param name="counts">The counters.</param>
    public static ScoringRates Of(FairnessCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var histograms = counts.Tallies.Where(tally => tally.Histogram is not null).Select(tally => (tally.Group, Cells: Cells(tally.Histogram!))).ToArray();
        if (histograms.Length == 0)
        {
            return new ScoringRates(null, []);
        }

        var (cell, shared) = MedianCell([.. histograms.Select(histogram => histogram.Cells)]);
        return Of(
            ScoreGrid.Coarse.LowerEnd(cell),
            [.. histograms.Select(histogram =>
            {
                var rows = histogram.Cells.Sum();
                var above = histogram.Cells.AsSpan(cell + 1).ToArray().Sum();
                return new GroupScoringRate(
                    histogram.Group, new GroupRate(above, rows), null, shared ? (double)histogram.Cells[cell] / rows : 0);
            })]);
    }

    private static ScoringRates Of(double median, GroupScoringRate[] groups)
    {
        var highest = groups.Max(group => group.Rate.Value);
        return new ScoringRates(median, [.. groups.Select(group => group with { Ratio = highest > 0 ? group.Rate.Value / highest : null })]);
    }

    /// <returns>The cell of the median, and whether scores of that cell may lie above the median: not when the middle falls between two
    /// cells.</returns>
    private static (int Cell, bool Shared) MedianCell(long[][] histograms)
    {
        var rows = histograms.Sum(cells => cells.Sum());
        long below = 0;
        for (var cell = 0; ; cell++)
        {
            below += histograms.Sum(cells => cells[cell]);
            if (below > (rows - 1) / 2)
            {
                return (cell, below > rows / 2);
            }
        }
    }

    private static long[] Cells(ScoreHistogram histogram)
    {
        var cells = histogram.Of(Outcome.Unknown).ToArray();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] += histogram.Of(Outcome.Negative)[cell] + histogram.Of(Outcome.Positive)[cell];
        }

        return cells;
    }
}
