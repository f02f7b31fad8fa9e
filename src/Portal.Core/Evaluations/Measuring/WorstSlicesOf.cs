using Portal.Statistics.Slices;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Where a version fails most: the slices whose rows lose most against all others, found and not asked for.</summary>
internal static class WorstSlicesOf
{
    private static readonly SliceSearch s_search = new() { MaximumSlices = 8 };

    /// <returns>Null when the table could not be read, or when the task's rows lose nothing by themselves.</returns>
    public static WorstSlicesResults? Rows(Measurement measurement, SliceTable table, CancellationToken ct)
    {
        if (table.Sample.Length == 0 || measurement.LossMetric is not { } metric)
        {
            return null;
        }

        var losses = measurement.Losses();
        var found = WorstSlices.Of([.. table.Columns.Select(column => column.Column)], Array.ConvertAll(table.Sample, row => losses[row]), s_search, ct);
        var columns = table.Columns.ToDictionary(column => column.Column.Name, StringComparer.Ordinal);
        return new WorstSlicesResults(
            metric,
            table.Sample.Length,
            measurement.Rows,
            found.Test == SliceTest.Welch ? "Welch's t test" : "two-proportion z test",
            "Benjamini–Hochberg",
            s_search.Level,
            s_search.MinimumRows,
            found.Tried,
            found.TooSmall,
            [.. columns.Keys],
            found.ColumnsNotCrossed.Count == 0 ? table.LeftOut : [.. table.LeftOut, new ColumnsLeftOut("too many values to be crossed with others: searched alone", found.ColumnsNotCrossed)],
            [.. found.Slices.Select(slice => Told(slice, columns))]);
    }

    private static WorstSlice Told(Slice slice, Dictionary<string, SearchedColumn> columns) => new(
        string.Join(" and ", slice.Conditions.Select(condition => columns[condition.Column].Describe(condition.Value))),
        slice.Rows,
        slice.MeanLoss,
        slice.MeanLossOfRest,
        slice.Gap,
        slice.Interval?.Lower,
        slice.Interval?.Upper,
        slice.PValue,
        slice.AdjustedPValue,
        slice.Significant);
}
