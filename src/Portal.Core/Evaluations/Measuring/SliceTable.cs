using System.Collections;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Registry.Filters;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>A named slice and which rows are in it.</summary>
internal sealed record MatchedSlice(NamedSlice Slice, BitArray Matches)
{
    public int[] Rows() => [.. Enumerable.Range(0, Matches.Length).Where(row => Matches[row])];
}

/// <summary>
/// What slices are made of, read from the table in one pass and in bounded memory: a bit a row for each named slice, and the columns
/// of at most <see cref="MostRows"/> rows, evenly spaced, for the search of the worst ones.
/// </summary>
/// <param name="Sample">Indices of the rows that <paramref name="Columns"/> hold.</param>
/// <param name="Findings">Why a named slice was not measured, in sentences.</param>
internal sealed record SliceTable(
    IReadOnlyList<MatchedSlice> Named, int[] Sample, IReadOnlyList<SearchedColumn> Columns, IReadOnlyList<ColumnsLeftOut> LeftOut, IReadOnlyList<string> Findings)
{
    public const int MostRows = 20_000;
    public const int MostColumns = 200;

    private const int RowsBetweenLooks = 4096;

    /// <param name="rows">Rows of the table.</param>
    public static SliceTable Read(Stream table, IReadOnlyList<NamedSlice> slices, IReadOnlyList<DatasetColumn> columns, int rows, CancellationToken ct)
    {
        using var reader = TableRows.Open(table);
        var places = reader.Columns.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var findings = new List<string>();
        var named = slices.Select(slice => Bind(slice, places, rows, findings)).OfType<(MatchedSlice Slice, RowFilter Filter)>().ToList();
        var plan = ColumnPlan.Of([.. columns.Where(column => places.ContainsKey(column.Name))], MostColumns);
        var sample = new int[Math.Min(rows, MostRows)];
        var readers = plan.Searched.Select(column => (Reader: ColumnReader.Of(column, sample.Length), Place: places[column.Name])).ToList();
        var taken = 0;
        for (var row = 0; row < rows && reader.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            foreach (var (slice, filter) in named)
            {
                slice.Matches[row] = filter(reader);
            }

            if (taken < sample.Length && row == Sampled(taken))
            {
                sample[taken++] = row;
                readers.ForEach(column => column.Reader.Take(reader.Cell(column.Place)));
            }

            if (named.Count == 0)
            {
                var unneeded = Sampled(taken) - row - 1;
                row += unneeded;
                if (!reader.Skip(unneeded))
                {
                    break;
                }
            }
        }

        if (reader.Refusal is { } broken)
        {
            return new([], [], [], [], [$"The table could not be read for slices: {broken.Sentence}"]);
        }

        return new(
            [.. named.Select(pair => pair.Slice)],
            sample,
            [.. readers.Select(column => column.Reader.Column()).OfType<SearchedColumn>()],
            [.. plan.LeftOut, .. Unfit(readers.Select(column => column.Reader))],
            findings);

        int Sampled(int place) => (int)((long)place * rows / sample.Length);
    }

    private static (MatchedSlice, RowFilter)? Bind(NamedSlice slice, Dictionary<string, int> places, int rows, List<string> findings)
    {
        var filter = SliceFilter.Parse(slice.Filter);
        var why = filter.Refusal?.Sentence
            ?? (filter.Value.Columns.FirstOrDefault(column => !places.ContainsKey(column)) is { } unknown ? $"the data has no column `{unknown}`." : null);
        if (why is not null)
        {
            findings.Add($"The slice ‘{slice.Name}’ was not measured: {why}");
            return null;
        }

        return (new MatchedSlice(slice, new BitArray(rows)), filter.Value.Bind(column => places[column]));
    }

    private static IEnumerable<ColumnsLeftOut> Unfit(IEnumerable<ColumnReader> readers) => readers
        .Where(reader => reader.Unfit is not null)
        .GroupBy(reader => reader.Unfit!, StringComparer.Ordinal)
        .Select(group => new ColumnsLeftOut(group.Key, [.. group.Select(reader => reader.Name)]));
}
