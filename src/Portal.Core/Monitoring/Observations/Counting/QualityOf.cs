using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>Counts what is wrong with rows of production data, which are dirty as a rule.</summary>
internal static class QualityOf
{
    public static QualityCounters Rows(QualityRules rules, IReadOnlyList<ObservedColumn> columns)
    {
        var tally = new QualityTally(rules);
        var instants = (InstantColumn)columns.First(column => column.Part == ObservedPart.Instant);
        var cells = rules.Columns.Select(rule => CellsOf(columns.FirstOrDefault(column => rule.Key ? column.Part == ObservedPart.Id : IsOf(column, rule.Name)))).ToArray();
        var row = new QualityCell[cells.Length];
        for (var at = 0; at < instants.Rows; at++)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                row[column] = cells[column](at);
            }

            tally.Add(row, instants.At(at));
        }

        return tally.Counters();
    }

    private static bool IsOf(ObservedColumn column, string name) =>
        column.Part is ObservedPart.Feature or ObservedPart.ProtectedAttribute && string.Equals(column.Name, name, StringComparison.Ordinal);

    /// <summary>A column that not one row of the batch has did not come at all.</summary>
    private static Func<int, QualityCell> CellsOf(ObservedColumn? column)
    {
        switch (column)
        {
            case TextColumn texts when texts.Words.Count > 0:
                var words = texts.Words.Select(QualityCell.Of).ToArray();
                return row => texts.Codes[row] < 0 ? QualityCell.Missing : words[texts.Codes[row]];
            case NumberColumn numbers when numbers.Unread.Count > 0 || Array.Exists(numbers.Values, value => !double.IsNaN(value)):
                var unread = numbers.Unread.ToDictionary(cell => cell.Row, cell => QualityCell.Of(cell.Text));
                return row => double.IsNaN(numbers.Values[row]) && unread.TryGetValue(row, out var text) ? text : QualityCell.Of(numbers.Values[row]);
            default:
                return _ => QualityCell.Absent;
        }
    }
}
