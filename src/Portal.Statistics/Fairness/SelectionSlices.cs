using Portal.Statistics.Slices;

namespace Portal.Statistics.Fairness;

/// <summary>Which people are selected least, by one or two of any columns: finds groups that nobody thought to protect.</summary>
public static class SelectionSlices
{
    /// <summary>Searches all slices of one and two conditions. The loss of a row is 1 where it was refused: the gap of a slice is how much
    /// lower its selection rate is than that of all others.</summary>
    /// <param name="columns">What rows are told apart by.</param>
    /// <param name="selected">Whether the row is predicted the favourable outcome.</param>
    /// <param name="search">What to search; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between pairs of columns.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a code has no name.</exception>
    public static WorstSlices Of(
        IReadOnlyList<SliceColumn> columns, ReadOnlySpan<bool> selected, SliceSearch? search = null, CancellationToken cancellation = default)
    {
        var losses = new double[selected.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            losses[row] = selected[row] ? 0 : 1;
        }

        return WorstSlices.Of(columns, losses, search, cancellation);
    }
}
