using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Statistics.Quality;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>Counts what is wrong with rows of production data, which are dirty as a rule.</summary>
internal static class QualityOf
{
    public static QualityCounters Rows(QualityRules rules, IReadOnlyList<ObservedColumn> columns)
    {
        var instants = (InstantColumn)columns.First(column => column.Part == ObservedPart.Instant);
        var cells = rules.Columns.Select(rule => CellsOf(rule, columns.FirstOrDefault(column => rule.Key ? column.Part == ObservedPart.Id : IsOf(column, rule.Name))));
        return QualityTally.Count(rules, [.. cells], instants.Rows, DateTimeOffset.FromUnixTimeMilliseconds(instants.Milliseconds.Max()));
    }

    private static bool IsOf(ObservedColumn column, string name) =>
        column.Part is ObservedPart.Feature or ObservedPart.ProtectedAttribute && string.Equals(column.Name, name, StringComparison.Ordinal);

    /// <summary>A column that not one row of the batch has did not come at all.</summary>
    private static QualityColumn CellsOf(ColumnRule rule, ObservedColumn? column) => column switch
    {
        // No id stands in a batch twice.
        TextColumn { Part: ObservedPart.Id, Words: Utf8Words ids } when rule.TakesAnyText => QualityColumn.OfNames(ids.CountBlank()),
        TextColumn { Words.Count: > 0 } texts => QualityColumn.OfWords(texts.Words, texts.Codes),
        NumberColumn numbers when numbers.Unread.Count > 0 || Array.Exists(numbers.Values, value => !double.IsNaN(value)) =>
            QualityColumn.OfNumbers(numbers.Values, numbers.Unread.ToDictionary(cell => cell.Row, cell => cell.Text)),
        _ => QualityColumn.Absent,
    };
}
