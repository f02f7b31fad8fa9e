namespace Portal.Statistics.Drift;

/// <summary>What is to be made of all columns together.</summary>
/// <param name="Severity">Alarm, or a warning when any column warns or alarms.</param>
/// <param name="Drifted">Columns that drifted, or are no longer constant or of their type.</param>
/// <param name="DriftedShare">Their share of the weight, in [0, 1]; without weights, of the columns. <see langword="null"/> without columns.</param>
/// <param name="Critical">Critical columns that alarm.</param>
/// <param name="Sentence">In words.</param>
public sealed record DatasetVerdict(Severity Severity, IReadOnlyList<string> Drifted, double? DriftedShare, IReadOnlyList<string> Critical, string Sentence)
{
    internal static DatasetVerdict Of(
        IReadOnlyList<ColumnResult> columns, IReadOnlyList<ColumnVerdict> verdicts, DriftThresholds thresholds, Severity together)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(thresholds);
        if (columns.Count != verdicts.Count)
        {
            throw new ArgumentException($"There are {columns.Count} columns and {verdicts.Count} verdicts.", nameof(verdicts));
        }

        var isWeighted = columns.Any(column => column.Importance > 0);
        double Weight(int column) => isWeighted ? Math.Max(0, columns[column].Importance ?? 0) : 1;
        int[] all = [.. Enumerable.Range(0, columns.Count)];
        int[] drifted = [.. all.Where(column => verdicts[column].DriftSeverity > Severity.None)];
        string[] critical = [.. all.Where(column => columns[column].IsCritical && verdicts[column].Severity == Severity.Alarm).Select(column => columns[column].Name)];
        double? share = columns.Count == 0 ? null : drifted.Sum(Weight) / all.Sum(Weight);
        var severity = share >= thresholds.DatasetShare || critical.Length > 0 || together == Severity.Alarm ? Severity.Alarm
            : together == Severity.Warn || verdicts.Any(verdict => verdict.Severity > Severity.None) ? Severity.Warn
            : Severity.None;
        return new DatasetVerdict(
            severity, [.. drifted.Select(column => columns[column].Name)], share, critical, DatasetSentence.Of(verdicts, isWeighted ? share : null, critical, together));
    }
}
