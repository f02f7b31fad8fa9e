using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>Says in words what is to be made of all columns together.</summary>
internal static class DatasetSentence
{
    /// <param name="verdicts">Of all columns.</param>
    /// <param name="share">The drifted columns' share of the importance; <see langword="null"/> where importances are not known.</param>
    /// <param name="critical">Critical columns that alarm.</param>
    /// <param name="together">What a classifier that tells window from reference says.</param>
    public static string Of(IReadOnlyList<ColumnVerdict> verdicts, double? share, IReadOnlyList<string> critical, Severity together)
    {
        List<string> sentences = [Drift(verdicts.Count, verdicts.Count(verdict => verdict.DriftSeverity > Severity.None), share)];
        if (verdicts.Where(verdict => verdict.OwnAlarms.Count > 0).ToList() is { Count: > 0 } others)
        {
            var kinds = others.SelectMany(verdict => verdict.OwnAlarms).Select(alarm => alarm.Kind).Distinct().Order().Select(InWords);
            sentences.Add($"{Counted(others.Count)} {(others.Count == 1 ? "alarms" : "alarm")} for {Listed([.. kinds])}.");
        }

        if (critical.Count > 0)
        {
            sentences.Add(critical.Count == 1 ? $"The critical column {critical[0]} alarms." : $"The critical columns {Listed(critical)} alarm.");
        }

        if (together > Severity.None)
        {
            sentences.Add("All columns together tell the window from the reference.");
        }

        return string.Join(' ', sentences);
    }

    private static string Drift(int columns, int drifted, double? share) => (columns, drifted) switch
    {
        (0, _) => "There is no column to compare.",
        (1, 0) => "The only column did not drift.",
        (1, _) => "The only column drifted.",
        (2, 0) => "Neither of the 2 columns drifted.",
        (_, 0) => $"None of the {columns} columns drifted.",
        _ when drifted == columns => $"All {columns} columns drifted.",
        _ => $"{drifted} of {columns} columns drifted{Weight(drifted == 1, share)}.",
    };

    private static string Weight(bool isOne, double? share) => share switch
    {
        null => "",
        0 => isOne ? "; it has no importance for the model" : "; they have no importance for the model",
        { } known => $"; {(isOne ? "it has" : "together they have")} {SpokenNumber.Percent(known)} of the importance for the model",
    };

    private static string Counted(int columns) => columns == 1 ? "1 column" : $"{columns} columns";

    private static string InWords(OwnAlarmKind kind) => kind switch
    {
        OwnAlarmKind.Missing => "missing values",
        OwnAlarmKind.NonFinite => "infinite values",
        OwnAlarmKind.NewCategories => "new categories",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Listed(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
