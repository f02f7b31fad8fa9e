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

    private static SliceResults[] Cells(Measurement measurement, AttributeColumn[] columns)
    {
        var sizes = new int[columns.Aggregate(1, (product, column) => product * column.Groups.Count)];
        var cellOf = new int[measurement.Rows];
        for (var row = 0; row < cellOf.Length; row++)
        {
            var cell = 0;
            foreach (var column in columns)
            {
                cell = cell * column.Groups.Count + column.Codes[row];
            }

            cellOf[row] = cell;
            sizes[cell]++;
        }

        var rows = Array.ConvertAll(sizes, size => new int[size]);
        var filled = new int[sizes.Length];
        for (var row = 0; row < cellOf.Length; row++)
        {
            rows[cellOf[row]][filled[cellOf[row]]++] = row;
        }

        return [.. Enumerable.Range(0, sizes.Length).Where(cell => sizes[cell] > 0)
            .Select(cell => (Filter: Filter(columns, cell), Rows: rows[cell]))
            .OrderBy(cell => cell.Filter, StringComparer.Ordinal)
            .Select(cell => new SliceResults(
                cell.Filter, [.. columns.Select(column => column.Column.Name)], cell.Rows.Length, cell.Rows.Length >= Fair.GroupFairness.DefaultMinimumRows, measurement.Metrics(cell.Rows)))];
    }

    private static string Filter(AttributeColumn[] columns, int cell)
    {
        var conditions = new string[columns.Length];
        for (var i = columns.Length - 1; i >= 0; i--)
        {
            conditions[i] = $"{columns[i].Column.Name} = {columns[i].Groups[cell % columns[i].Groups.Count]}";
            cell /= columns[i].Groups.Count;
        }

        return string.Join(" and ", conditions);
    }
}
