using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// What production says of a protected column, to whoever may not read protected attributes and to everybody outside: that something
/// breached, and nothing of which column, which group or how much. Pure.
/// </summary>
public static class ProtectedWords
{
    public const string Instead = "What protected groups have to do with it is shown to data scientists, compliance officers and auditors.";

    /// <summary>What stands where a protected column would be named.</summary>
    public const string Unnamed = "a protected attribute";

    /// <summary>Of a message these are names of other things, and words that programs read.</summary>
    private static readonly string[] s_kept = ["model", "environment", "state", "severity", "source", "cause", "trainingDataset"];

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <param name="columns">The protected ones.</param>
    public static string? Hide(MonitorKind kind, string? sentence, IReadOnlyCollection<string> columns) =>
        sentence is null ? null : kind == MonitorKind.Bias ? Instead : Unname(sentence, columns);

    /// <summary>Readings of other columns stay, and so do those of the table.</summary>
    public static IReadOnlyList<Reading> Hide(MonitorKind kind, IReadOnlyList<Reading> readings, IReadOnlyCollection<string> columns) =>
        [.. readings.Where(reading => !IsAbout(kind, reading.Subject, columns)).Select(reading => reading with { Sentence = Unname(reading.Sentence, columns) })];

    /// <summary>True for a protected column and for a group of one: <c>sex</c>, <c>sex: female</c>.</summary>
    public static bool IsAbout(string subject, IReadOnlyCollection<string> columns) => Unname(subject, columns) != subject;

    public static bool IsAbout(MonitorKind kind, string subject, IReadOnlyCollection<string> columns) => kind == MonitorKind.Bias || IsAbout(subject, columns);

    public static string Subject(MonitorKind kind, string subject, IReadOnlyCollection<string> columns) => IsAbout(kind, subject, columns) ? Unnamed : subject;

    /// <summary>What is said of one subject.</summary>
    public static string Sentence(MonitorKind kind, string subject, string sentence, IReadOnlyCollection<string> columns) => IsAbout(kind, subject, columns) ? Instead : Unname(sentence, columns);

    /// <summary>A message that leaves the house: every text in it, however deep, but for ids, names of other things and words that programs read.</summary>
    public static JsonObject Unname(JsonObject message, IReadOnlyCollection<string> columns) =>
        columns.Count == 0 ? message : new JsonObject(message.Select(part => KeyValuePair.Create(part.Key, IsKept(part.Key) ? part.Value?.DeepClone() : Unname(part.Value, columns))));

    private static bool IsKept(string name) => name.EndsWith("Id", StringComparison.Ordinal) || s_kept.Contains(name, StringComparer.Ordinal);

    private static JsonNode? Unname(JsonNode? part, IReadOnlyCollection<string> columns) => part switch
    {
        JsonObject some => Unname(some, columns),
        JsonArray many => new JsonArray([.. many.Select(one => Unname(one, columns))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Unname(text, columns)),
        _ => part?.DeepClone(),
    };

    /// <summary>Whole words alone: a column "age" is not part of "average". The longest name goes first, because one name may be part of another.</summary>
    public static string Unname(string sentence, IReadOnlyCollection<string> columns)
    {
        var names = columns.Where(column => column.Length > 0).OrderByDescending(column => column.Length).Select(Regex.Escape).ToList();
        return names.Count == 0
            ? sentence
            : Regex.Replace(sentence, $@"(?<![\p{{L}}\p{{N}}_])(?:{string.Join('|', names)})(?![\p{{L}}\p{{N}}_])", Unnamed, RegexOptions.CultureInvariant, s_longest);
    }
}
