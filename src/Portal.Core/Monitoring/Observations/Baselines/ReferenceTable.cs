using Portal.Core.Datasets;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Scoring.Contract;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Baselines;

/// <summary>Reads the training data once more, some columns at a time, so that a large table is never held whole.</summary>
internal static class ReferenceTable
{
    private const long MostCells = 20_000_000;
    private const int RowsBetweenLooks = 4096;

    /// <param name="open">The table from its beginning, once for each pass.</param>
    public static Outcome<(IReadOnlyList<BaselineColumn> Columns, QualityRules Quality)> Read(
        Func<Stream> open, IReadOnlyList<DatasetColumn> columns, string label, long rows, CancellationToken ct)
    {
        var wanted = columns.Where(column => column.Role is ColumnRole.Feature or ColumnRole.ProtectedAttribute && !string.Equals(column.Name, label, StringComparison.Ordinal)).ToList();
        var (made, rules) = (new List<BaselineColumn>(), new List<ColumnRule> { IdRule(columns) });
        foreach (var group in wanted.Chunk((int)Math.Clamp(MostCells / Math.Max(1, rows), 1, 2_000)))
        {
            using var table = CsvReader.Open(open());
            var taken = group.Select(column => ReferenceColumn.Of(column, table.IndexOf(column.Name), (int)Math.Min(rows, MostCells))).ToList();
            while (table.Read())
            {
                foreach (var column in taken)
                {
                    column.Take(column.Index < 0 ? [] : table[column.Index]);
                }

                if (table.Row % RowsBetweenLooks == 0)
                {
                    ct.ThrowIfCancellationRequested();
                }
            }

            if (table.Defect is { } defect)
            {
                return new Refusal(RefusalKind.Conflict, "baseline.data", $"The training data can't be read any more: {defect}", "Ask the operator to restore the artifact store.");
            }

            foreach (var (baseline, rule) in taken.Select(column => column.Made()))
            {
                made.Add(baseline);
                rules.Add(rule);
            }
        }

        return (made, new QualityRules(rules));
    }

    /// <summary>Of what rows are called by. Where the data name nothing, a column of theirs may still be called as ours.</summary>
    private static ColumnRule IdRule(IReadOnlyList<DatasetColumn> columns)
    {
        var ours = columns.Any(column => string.Equals(column.Name, ExpectedColumns.Id, StringComparison.Ordinal)) ? "$" + ExpectedColumns.Id : ExpectedColumns.Id;
        return new(columns.FirstOrDefault(column => column.Role == ColumnRole.Identifier)?.Name ?? ours, Statistics.Quality.ColumnType.Text) { Required = true, Key = true };
    }
}
