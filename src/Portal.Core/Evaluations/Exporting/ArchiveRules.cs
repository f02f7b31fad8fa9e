using System.Text.Json;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Evaluations.Exporting;

/// <summary>Whether the files of an archive are those that they say they are: plain data in, evidence or a sentence out.</summary>
internal static class ArchiveRules
{
    /// <param name="files">The SHA-256 of each file, as it was found.</param>
    /// <param name="sums">What the archive says that they are.</param>
    /// <param name="evidence">Bytes of its evidence.</param>
    /// <param name="known">The digest that the asker expects; null when nobody said.</param>
    public static Outcome<EvaluationEvidence> Read(IReadOnlyDictionary<string, string> files, string sums, byte[] evidence, string? known)
    {
        if ((RefusesKnown(files[EvaluationArchive.Evidence], known) ?? RefusesSums(files, sums)) is { } changed)
        {
            return changed;
        }

        var read = Parse(evidence);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var model = files.GetValueOrDefault(EvaluationArchive.Model) ?? files[EvaluationArchive.Texts];
        return read.Value.Format != EvaluationEvidence.CurrentFormat ? Refuse(
                "format", $"The evidence has the form {read.Value.Format}; this portal writes {EvaluationEvidence.CurrentFormat}.", "Verify it with the release that its README names.")
            : read.Value.Version.Sha256 != model ? Refuse("model", $"The model file is not the one that the evidence names: its SHA-256 is {model}, the evidence says {read.Value.Version.Sha256}.")
            : read.Value.Dataset.Sha256 != files[EvaluationArchive.Dataset] ? Refuse(
                "dataset", $"The dataset is not the one that the evidence names: its SHA-256 is {files[EvaluationArchive.Dataset]}, the evidence says {read.Value.Dataset.Sha256}.")
            : read;
    }

    private static Refusal? RefusesKnown(string found, string? known) => known is not null && !string.Equals(found, known, StringComparison.OrdinalIgnoreCase)
        ? Refuse("digest", $"The archive holds other evidence than you asked for: its SHA-256 is {found}, not {known}.")
        : null;

    private static Refusal? RefusesSums(IReadOnlyDictionary<string, string> files, string sums)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in sums.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split("  ", 2) is not [var digest, var name] || !said.TryAdd(name, digest))
            {
                return Refuse("sums", $"{EvaluationArchive.Sums} is malformed.");
            }
        }

        foreach (var (name, digest) in files.Where(file => file.Key != EvaluationArchive.Sums).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!said.Remove(name, out var expected) || expected != digest)
            {
                return Refuse("sums", $"{name} is not as it was exported: its SHA-256 is {digest}, {EvaluationArchive.Sums} says {expected ?? "nothing"}.");
            }
        }

        return said.Count > 0 ? Refuse("sums", $"{EvaluationArchive.Sums} names a file that is not there.") : null;
    }

    private static Outcome<EvaluationEvidence> Parse(byte[] bytes)
    {
        try
        {
            var read = JsonSerializer.Deserialize<EvaluationEvidence>(bytes, JsonText.Options);
            return read is not null && IsComplete(read) ? read : Refuse("evidence", $"{EvaluationArchive.Evidence} is incomplete.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            return Refuse("evidence", $"{EvaluationArchive.Evidence} cannot be read as evidence.");
        }
    }

    /// <summary>What is left out stays null when JSON is read, and nothing behind this looks at it again.</summary>
    private static bool IsComplete(EvaluationEvidence read) =>
        read is { Format: not null, Version: { Model: not null, Sha256: not null }, Dataset: { Name: not null, Sha256: not null }, Scoring: not null, Machine.Code: not null, Results.Rows: > 0 }
        && read.Dataset.Columns.All(column => column?.Name is not null)
        && read.Slices.All(slice => slice is { Name: not null, Filter: not null })
        && IsComplete(read.Results.Task, read.Scoring);

    private static bool IsComplete(ModelTask task, ScoringRules rules) =>
        rules is { FeatureOrder: not null, FeatureEncoding: not null, LabelColumn: not null, ClassLabels: not null, ModelLabels: not null, PositiveClass: not null, FavourableClass: not null }
        && rules.ClassLabels.Count == rules.ModelLabels.Count
        && task switch
        {
            ModelTask.BinaryClassification => rules.ClassLabels.Contains(rules.PositiveClass, StringComparer.Ordinal) && rules.ClassLabels.Contains(rules.FavourableClass, StringComparer.Ordinal),
            ModelTask.MulticlassClassification => rules.ClassLabels.Count > 1,
            ModelTask.Ranking => rules.QueryColumn is not null,
            ModelTask.Forecasting => rules.Quantiles is { Count: > 0 },
            ModelTask.MultilabelClassification => rules.LabelSeparator is { Length: > 0 } && rules.ClassLabels.Count > 0,
            ModelTask.TextGeneration => rules is { IdentifierColumn: not null, TextColumn: not null },
            ModelTask.Regression or ModelTask.Retrieval => true,
            _ => false,
        };

    private static Refusal Refuse(string code, string sentence, string? next = null) => new(RefusalKind.Invalid, "archive." + code, sentence, next);
}
