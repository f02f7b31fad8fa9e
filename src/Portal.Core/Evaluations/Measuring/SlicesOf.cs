using Portal.Core.Registry;
using Fair = Portal.Statistics.Fairness;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Every metric of the slices that members named, of each protected group, and of what two protected attributes have in common.</summary>
internal static class SlicesOf
{
    /// <summary>More slices than this are no table that anybody reads; single groups come first.</summary>
    private const int Most = 200;

    public static IReadOnlyList<SliceResults> Groups(Measurement measurement, TruthTable truth)
    {
        var attributes = truth.Attributes.OrderBy(attribute => attribute.Column.Name, StringComparer.Ordinal).ToList();
        var pairs = attributes.SelectMany((first, i) => attributes.Skip(i + 1).Select(second => (AttributeColumn[])[first, second]));
        return [.. attributes.Select(attribute => (AttributeColumn[])[attribute]).Concat(pairs).SelectMany(columns => Cells(measurement, columns)).Take(Most)];
    }

    public static IReadOnlyList<NamedSliceResults> Named(Measurement measurement, SliceTable table) =>
        [.. table.Named.Select(slice => Measured(measurement, slice.Slice, slice.Rows()))];

    private static NamedSliceResults Measured(Measurement measurement, NamedSlice slice, int[] rows) => new(
        slice.Name,
        slice.Filter,
        rows.Length,
        rows.Length >= Fair.GroupFairness.DefaultMinimumRows,
        rows.Length == 0 ? new SortedDictionary<string, double>(StringComparer.Ordinal) : measurement.Metrics(rows));

    private static IEnumerable<SliceResults> Cells(Measurement measurement, AttributeColumn[] columns)
    {
        var cells = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < measurement.Rows; row++)
        {
            var filter = string.Join(" and ", columns.Select(column => $"{column.Column.Name} = {column.Groups[column.Codes[row]]}"));
            if (!cells.TryGetValue(filter, out var rows))
            {
                cells[filter] = rows = [];
            }

            rows.Add(row);
        }

        return cells.Select(cell => new SliceResults(
            cell.Key, [.. columns.Select(column => column.Column.Name)], cell.Value.Count, cell.Value.Count >= Fair.GroupFairness.DefaultMinimumRows, measurement.Metrics([.. cell.Value])));
    }
}
