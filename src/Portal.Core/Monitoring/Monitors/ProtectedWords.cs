using System.Text.RegularExpressions;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>What a run says to whoever may not read protected attributes: its verdict in words, without the name of a protected column and without a number of a group. Pure.</summary>
public static class ProtectedWords
{
    public const string Instead = "What protected groups have to do with it is shown to data scientists, compliance officers and auditors.";

    /// <summary>What stands where a protected column would be named.</summary>
    public const string Unnamed = "a protected attribute";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <param name="columns">The protected ones.</param>
    public static string? Hide(MonitorKind kind, string? sentence, IReadOnlyCollection<string> columns) =>
        sentence is null ? null : kind == MonitorKind.Bias ? Instead : Unname(sentence, columns);

    /// <summary>Readings of other columns stay, and so do those of the table.</summary>
    public static IReadOnlyList<Reading> Hide(MonitorKind kind, IReadOnlyList<Reading> readings, IReadOnlyCollection<string> columns) => kind == MonitorKind.Bias
        ? []
        : [.. readings.Where(reading => !columns.Contains(reading.Subject, StringComparer.Ordinal)).Select(reading => reading with { Sentence = Unname(reading.Sentence, columns) })];

    /// <summary>Whole words alone: a column "age" is not part of "average". The longest name goes first, because one name may be part of another.</summary>
    private static string Unname(string sentence, IReadOnlyCollection<string> columns)
    {
        var names = columns.Where(column => column.Length > 0).OrderByDescending(column => column.Length).Select(Regex.Escape).ToList();
        return names.Count == 0
            ? sentence
            : Regex.Replace(sentence, $@"(?<![\p{{L}}\p{{N}}_])(?:{string.Join('|', names)})(?![\p{{L}}\p{{N}}_])", Unnamed, RegexOptions.CultureInvariant, s_longest);
    }
}
