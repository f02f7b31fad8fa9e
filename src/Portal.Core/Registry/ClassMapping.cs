using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>
/// Which value of the label column each class of a model stands for. A model often writes 0 and 1 where the data say no and yes, and
/// swapping the two turns every metric round: so each pair must be proven by the data's own values or said outright. Pure.
/// </summary>
public static class ClassMapping
{
    /// <param name="labels">The classes as the model writes them.</param>
    /// <param name="column">The label column.</param>
    /// <param name="known">The values that the column has in the data, or null when no dataset with it is at hand.</param>
    /// <param name="said">What whoever registers says, by label.</param>
    /// <returns>The values in the order of the labels, or the sentence that says what is missing.</returns>
    public static (IReadOnlyList<string>? Values, string? Problem) Resolve(
        IReadOnlyList<string> labels, string column, IReadOnlyList<string>? known, ModelDeclaration declared, ModelSignature signature, IReadOnlyDictionary<string, string>? said)
    {
        var values = new List<string>();
        foreach (var label in labels)
        {
            var (value, problem) = One(label, column, known, declared, signature, said);
            if (problem is not null)
            {
                return (null, problem);
            }

            values.Add(value!);
        }

        if (values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return (null, $"Two classes of the model stand for `{column}` = {twice.Key}; say which is which.");
        }

        return known?.FirstOrDefault(value => !values.Contains(value, StringComparer.Ordinal)) is { } left
            ? (null, $"The data have `{column}` = {left}, which no class of the model stands for.")
            : (values, null);
    }

    private static (string? Value, string? Problem) One(
        string label, string column, IReadOnlyList<string>? known, ModelDeclaration declared, ModelSignature signature, IReadOnlyDictionary<string, string>? said)
    {
        var meaning = declared.ClassValues.GetValueOrDefault(label);
        if (said?.GetValueOrDefault(label) is { Length: > 0 } stated)
        {
            return known is not null && !known.Contains(stated, StringComparer.Ordinal) ? (null, $"`{column}` never is '{stated}' in the data; it is {Listed(known)}.")
                : meaning is not null && Proven(meaning, known) && !string.Equals(meaning, stated, StringComparison.Ordinal) ? (null, $"The file says that its class {label} is `{column}` = {meaning}, not {stated}.")
                : (stated, null);
        }

        if (known is null)
        {
            return SaidWithColumn(label, declared, signature) ? (meaning, null)
                : meaning is null && !double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? (label, null)
                : (null, Ask(label, column, known));
        }

        var (itself, byMeaning) = (known.Contains(label, StringComparer.Ordinal), meaning is not null && Proven(meaning, known));
        return (itself, byMeaning) switch
        {
            (true, true) when !string.Equals(label, meaning, StringComparison.Ordinal) => (null, $"The model's class {label} may be `{column}` = {label} or `{column}` = {meaning}: both occur. Say which."),
            (true, _) => (label, null),
            (_, true) => (meaning, null),
            _ => (null, Ask(label, column, known)),
        };
    }

    private static bool Proven(string meaning, IReadOnlyList<string>? known) => known?.Contains(meaning, StringComparer.Ordinal) == true;

    /// <summary>A meaning written as <c>column=value</c> names the value; other words only describe it.</summary>
    private static bool SaidWithColumn(string label, ModelDeclaration declared, ModelSignature signature) =>
        declared.Target is { } target
        && declared.ClassValues.ContainsKey(label)
        && signature.Metadata.TryGetValue("class_meaning", out var text)
        && text.Contains($"\"{target}={declared.ClassValues[label]}", StringComparison.Ordinal);

    private static string Ask(string label, string column, IReadOnlyList<string>? known) =>
        known is null
            ? $"Say which value of `{column}` the model's class {label} stands for."
            : $"Say which value of `{column}` the model's class {label} stands for: {Listed(known)}.";

    private static string Listed(IReadOnlyList<string> values) =>
        values.Count < 2 ? string.Concat(values) : $"{string.Join(", ", values.Take(values.Count - 1))} or {values[^1]}";
}
