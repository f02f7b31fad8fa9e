using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Slices;

/// <summary>The test that compares a slice with the rest.</summary>
public enum SliceTest
{
    /// <summary>Welch's t test of the mean loss.</summary>
    Welch,

    /// <summary>The pooled two-proportion z test, when every loss is 0 or 1.</summary>
    TwoProportions,
}

/// <summary>Rows that share one or two values, beside all other rows.</summary>
/// <param name="Conditions">What the rows share.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="MeanLoss">Their mean loss.</param>
/// <param name="MeanLossOfRest">Mean loss of all other rows.</param>
/// <param name="Gap">Their mean loss minus that of the rest; positive is worse.</param>
/// <param name="Interval">95 % interval of the gap, not corrected for the number of slices.</param>
/// <param name="PValue">Two-sided p-value of no gap, not corrected.</param>
/// <param name="AdjustedPValue">The p-value corrected for all slices that were tried.</param>
/// <param name="Significant">Whether the corrected p-value is at or below the level of the search.</param>
public sealed record Slice(
    IReadOnlyList<SliceCondition> Conditions,
    long Rows,
    double MeanLoss,
    double MeanLossOfRest,
    double Gap,
    Interval? Interval,
    double PValue,
    double AdjustedPValue,
    bool Significant)
{
    /// <summary>The slice in words: "purpose = car and age = 25 to 32".</summary>
    public string Name => SliceCondition.Describe(Conditions);
}

/// <summary>Where a model fails most: the slices with the largest gap to the rest.</summary>
/// <remarks>After Y. Chung et al. (2019, "Slice Finder"), with every slice tried rather than a lattice search. A slice of two conditions
/// is told only when it is worse than what remains of either slice of one; a slice that mostly lies inside one already told, or
/// around it, is told only when it adds something (each at p ≤ <see cref="SliceSearch.AddsLevel"/>).</remarks>
/// <param name="Slices">Worse than the rest: significant ones first, then by falling gap.</param>
/// <param name="Test">The test behind intervals and p-values.</param>
/// <param name="Correction">The correction for the number of slices tried.</param>
/// <param name="Tried">Slices with enough rows: all count in the correction.</param>
/// <param name="TooSmall">Slices with rows, but too few of them inside or outside.</param>
/// <param name="ColumnsLeftOut">Columns with too many values to be slices.</param>
/// <param name="ColumnsNotCrossed">Columns that were searched by themselves only, see <see cref="SliceSearch.MaximumCells"/>.</param>
public sealed record WorstSlices(
    IReadOnlyList<Slice> Slices,
    SliceTest Test,
    Correction Correction,
    int Tried,
    int TooSmall,
    IReadOnlyList<string> ColumnsLeftOut,
    IReadOnlyList<string> ColumnsNotCrossed)
{
    /// <summary>Whether a slice tells anything new is asked of this many, the worst ones: the answer goes over all rows.</summary>
    private const int MostAsked = 2_000;


    /// <summary>Searches all slices.</summary>
    /// <param name="columns">What rows are told apart by.</param>
    /// <param name="losses">One finite loss a row, higher being worse: 0 or 1 for right or wrong, log-loss, absolute error, …</param>
    /// <param name="search">What to search; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between pairs of columns.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, a loss is not finite or a code has no name.</exception>
    public static WorstSlices Of(
        IReadOnlyList<SliceColumn> columns,
        ReadOnlyMemory<double> losses,
        SliceSearch? search = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        search ??= new SliceSearch();
        ResampledMean.Check(losses.Span);
        SliceColumn.Check(columns, losses.Length);
        var lattice = SliceLattice.Of(columns, losses, search, cancellation);
        var adjusted = MultipleTesting.Adjust([.. lattice.Candidates.Select(candidate => candidate.PValue)], search.Correction);
        var ordered = lattice.Candidates.Zip(adjusted, (candidate, pValue) => (candidate, pValue))
            .Where(pair => pair.candidate.Difference.Difference > 0)
            .OrderByDescending(pair => pair.pValue <= search.Level)
            .ThenByDescending(pair => pair.candidate.Difference.Difference)
            .ThenBy(pair => pair.candidate.Order)
            .Take(MostAsked)
            .ToArray();
        var told = new ToldSlices(lattice, search);
        var slices = new List<Slice>();
        foreach (var (candidate, pValue) in ordered)
        {
            if (slices.Count < search.MaximumSlices && told.Add(candidate))
            {
                slices.Add(lattice.Describe(candidate, pValue, pValue <= search.Level));
            }
        }

        return new WorstSlices(
            slices, lattice.Test, search.Correction, lattice.Candidates.Count, lattice.TooSmall, lattice.ColumnsLeftOut, lattice.ColumnsNotCrossed);
    }
}
