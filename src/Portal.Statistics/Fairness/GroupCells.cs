using Portal.Statistics.Counters;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>The decisions on one group, by what became true.</summary>
/// <param name="Group">The group's label.</param>
/// <param name="Labelled">Rows whose true outcome is known; positive is the favourable outcome, predicted positive is selected.</param>
/// <param name="UnlabelledRefused">Rows without a known outcome that were not selected.</param>
/// <param name="UnlabelledSelected">Rows without a known outcome that were selected.</param>
public sealed record GroupCells(string Group, ConfusionMatrix Labelled, long UnlabelledRefused, long UnlabelledSelected)
{
    /// <summary>Cells of one group: outcome × decision.</summary>
    internal const int Count = 6;

    /// <summary>All rows, with and without a known outcome.</summary>
    public long Rows => Labelled.Rows + UnlabelledRefused + UnlabelledSelected;

    /// <summary>Rows that are predicted the favourable outcome.</summary>
    public long Selected => Labelled.PredictedPositives + UnlabelledSelected;

    internal static int Cell(Outcome outcome, bool selected) => 2 * (int)outcome + (selected ? 1 : 0);

    internal static GroupCells Of(string group, ReadOnlySpan<long> cells) =>
        new(group, new ConfusionMatrix(cells[0], cells[1], cells[2], cells[3]), cells[4], cells[5]);

    internal void CopyTo(Span<long> cells)
    {
        (cells[0], cells[1], cells[2], cells[3]) =
            (Labelled.TrueNegatives, Labelled.FalsePositives, Labelled.FalseNegatives, Labelled.TruePositives);
        (cells[4], cells[5]) = (UnlabelledRefused, UnlabelledSelected);
    }
}
