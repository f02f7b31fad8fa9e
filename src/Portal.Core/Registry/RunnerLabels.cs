using Portal.Core.Storage;

namespace Portal.Core.Registry;

/// <summary>
/// What is said of a machine that runs evaluations, and what a model asks of one: a word (<c>gpu</c>) or a word with a value
/// (<c>device=h100</c>). Pure.
/// </summary>
public static class RunnerLabels
{
    public const int Most = 20;
    public const int Longest = 100;

    /// <summary>The label that says where a machine stands.</summary>
    public const string Region = "region";

    /// <summary>The label that says which class of the table of prices a machine is of.</summary>
    public const string Hardware = "hardware";

    public static Refusal? Refuses(string field, IReadOnlyList<string> labels) =>
        labels.Count > Most
            ? Refusal.Invalid(field, $"There are at most {Most} labels.")
            : labels.FirstOrDefault(label => !IsLabel(label)) is { } wrong
                ? Refusal.Invalid(field, $"'{wrong}' is no label. A label is a word or word=value of letters, digits, dots, dashes and underscores, such as gpu or device=h100.")
                : null;

    /// <summary>What a model asks for: no region, because where its data may go is decided by its allowed regions alone.</summary>
    public static Refusal? RefusesRequired(string field, IReadOnlyList<string> labels) =>
        Refuses(field, labels)
        ?? (Normalize(labels).Any(label => KeyOf(label) == Region)
            ? Refusal.Invalid(field, "Where a model may be evaluated follows from its allowed regions; leave the region out of the labels.")
            : null);

    /// <summary>Trimmed, in lower case, each once, in order: two lists that mean the same are the same.</summary>
    public static IReadOnlyList<string> Normalize(IEnumerable<string> labels) =>
        [.. labels.Select(label => label.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Labels as a person writes them into one field: separated by commas.</summary>
    public static IReadOnlyList<string> Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string KeyOf(string label) => label.Split('=', 2)[0];

    /// <summary>What stands behind <c>key=</c>; null where no label has that key.</summary>
    public static string? ValueOf(IEnumerable<string> labels, string key) =>
        labels.Select(label => label.Split('=', 2)).FirstOrDefault(parts => parts.Length == 2 && parts[0].Equals(key, StringComparison.OrdinalIgnoreCase))?[1];

    private static bool IsLabel(string label) =>
        label.Trim() is { Length: <= Longest } trimmed && trimmed.Split('=') is { Length: 1 or 2 } parts && Array.TrueForAll(parts, part => Names.RefusesSlug("label", part) is null);
}
