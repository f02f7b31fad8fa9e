using System.Globalization;
using System.Text.Json;

namespace Portal.Scoring.Contract;

/// <summary>What the author of a model wrote into its metadata, understood; what is missing stays <see langword="null"/> or empty,
/// because somebody has to say it and nothing may guess it.</summary>
public sealed record ModelDeclaration
{
    /// <summary>Such as <c>binary_classification</c>.</summary>
    public string? Task { get; init; }

    /// <summary>How rows become inputs.</summary>
    public InputStyle InputStyle { get; init; }

    /// <summary>Columns in the order of the feature matrix (for a model with one input a column: features inside the graph).</summary>
    public IReadOnlyList<string> FeatureOrder { get; init; } = [];

    /// <summary>Number for each category of a column of the feature matrix.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> FeatureEncoding { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>The column that the model was trained to predict.</summary>
    public string? Target { get; init; }

    /// <summary>The model's class labels in the order of its probability columns.</summary>
    public IReadOnlyList<string> ClassLabels { get; init; } = [];

    /// <summary>For a class label of the model, the value that stands for it in the target column.</summary>
    public IReadOnlyDictionary<string, string> ClassValues { get; init; } = new Dictionary<string, string>();

    /// <summary>The class whose probability is the score.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>The class that is good for the person concerned.</summary>
    public string? FavourableClass { get; init; }

    /// <summary>The decision threshold.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether the model's number is a probability or log-odds.</summary>
    public ScoreTransform Transform { get; init; }

    /// <summary>For ranking: the column whose values tell the queries apart.</summary>
    public string? QueryColumn { get; init; }

    /// <summary>For forecasting: the levels of the quantiles, in the order of the model's columns.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>For multi-label classification: what stands between the labels of a row in the target column.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>For retrieval: the column that says whether a row is a query or a document.</summary>
    public string? RoleColumn { get; init; }

    /// <summary>Columns that the author names as protected attributes.</summary>
    public IReadOnlyList<string> ProtectedAttributes { get; init; } = [];

    /// <summary>Digest of the table that the model was trained on.</summary>
    public string? TrainingDataSha256 { get; init; }

    /// <summary>Metadata that could not be understood, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The value of the target column that stands for a class label of the model.</summary>
    /// <param name="label">A class label.</param>
    public string ValueOf(string label) => ClassValues.GetValueOrDefault(label, label);

    /// <summary>Reads the metadata of a model.</summary>
    /// <param name="metadata">Its key–value pairs.</param>
    public static ModelDeclaration Read(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var problems = new List<string>();
        var target = metadata.GetValueOrDefault("target");
        return new ModelDeclaration
        {
            Task = metadata.GetValueOrDefault("task"),
            InputStyle = ReadWord(metadata, "input_style", problems, ("columns", InputStyle.Columns), ("matrix", InputStyle.Matrix)),
            FeatureOrder = ReadList(metadata, "feature_order", problems),
            FeatureEncoding = ReadEncoding(metadata, problems),
            Target = target,
            ClassLabels = ReadList(metadata, "class_labels", problems),
            ClassValues = ReadMeanings(metadata, target, problems),
            PositiveClass = metadata.GetValueOrDefault("positive_class"),
            FavourableClass = metadata.GetValueOrDefault("favourable_class"),
            Threshold = ReadThreshold(metadata, problems),
            Transform = ReadWord(metadata, "score_transform", problems, ("none", ScoreTransform.None), ("sigmoid", ScoreTransform.Sigmoid)),
            QueryColumn = metadata.GetValueOrDefault("query_column"),
            Quantiles = ReadNumbers(metadata, "quantiles", problems),
            LabelSeparator = metadata.GetValueOrDefault("label_separator"),
            RoleColumn = metadata.GetValueOrDefault("role_column"),
            ProtectedAttributes = ReadList(metadata, "protected_attributes", problems),
            TrainingDataSha256 = metadata.GetValueOrDefault("training_data_sha256"),
            Problems = problems,
        };
    }

    private static T ReadWord<T>(
        IReadOnlyDictionary<string, string> metadata, string key, List<string> problems, params ReadOnlySpan<(string Word, T Value)> words)
        where T : struct
    {
        if (!metadata.TryGetValue(key, out var text))
        {
            return default;
        }

        foreach (var (word, value) in words)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        problems.Add($"The metadata `{key}` is '{text}', which is not one of the known words.");
        return default;
    }

    private static double? ReadThreshold(IReadOnlyDictionary<string, string> metadata, List<string> problems)
    {
        if (!metadata.TryGetValue("decision_threshold", out var text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1)
        {
            return value;
        }

        problems.Add($"The metadata `decision_threshold` is '{text}'; a number from 0 to 1 is expected.");
        return null;
    }

    private static IReadOnlyList<string> ReadList(IReadOnlyDictionary<string, string> metadata, string key, List<string> problems)
    {
        using var document = Parse(metadata, key, JsonValueKind.Array, problems);
        return document is null ? [] : [.. document.RootElement.EnumerateArray().Select(element => element.ToString())];
    }

    private static IReadOnlyList<double> ReadNumbers(IReadOnlyDictionary<string, string> metadata, string key, List<string> problems)
    {
        using var document = Parse(metadata, key, JsonValueKind.Array, problems);
        if (document is null)
        {
            return [];
        }

        if (document.RootElement.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.Number))
        {
            problems.Add($"The metadata `{key}` holds something that is no number.");
            return [];
        }

        return [.. document.RootElement.EnumerateArray().Select(element => element.GetDouble())];
    }

    private static Dictionary<string, IReadOnlyDictionary<string, double>> ReadEncoding(
        IReadOnlyDictionary<string, string> metadata, List<string> problems)
    {
        const string Key = "feature_encoding";
        var encoding = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        using var document = Parse(metadata, Key, JsonValueKind.Object, problems);
        foreach (var column in document?.RootElement.EnumerateObject() ?? default)
        {
            var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
            if (column.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var category in column.Value.EnumerateObject())
                {
                    if (category.Value.ValueKind == JsonValueKind.Number)
                    {
                        numbers[category.Name] = category.Value.GetDouble();
                    }
                }
            }

            if (numbers.Count == 0)
            {
                problems.Add($"The metadata `{Key}` gives no numbers for the column `{column.Name}`.");
                continue;
            }

            encoding[column.Name] = numbers;
        }

        return encoding;
    }

    /// <summary>Meanings are written as <c>value</c>, <c>target=value</c> or <c>target=value (words)</c>.</summary>
    private static Dictionary<string, string> ReadMeanings(
        IReadOnlyDictionary<string, string> metadata, string? target, List<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = Parse(metadata, "class_meaning", JsonValueKind.Object, problems);
        foreach (var meaning in document?.RootElement.EnumerateObject() ?? default)
        {
            var text = meaning.Value.ToString();
            if (target is not null && text.StartsWith(target + "=", StringComparison.Ordinal))
            {
                text = text[(target.Length + 1)..];
                var words = text.IndexOf(" (", StringComparison.Ordinal);
                text = words < 0 ? text : text[..words];
            }

            values[meaning.Name] = text;
        }

        return values;
    }

    private static JsonDocument? Parse(
        IReadOnlyDictionary<string, string> metadata, string key, JsonValueKind kind, List<string> problems)
    {
        if (!metadata.TryGetValue(key, out var text))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == kind)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            // Told below: to a person both are the same defect.
        }

        problems.Add($"The metadata `{key}` is not a JSON {(kind == JsonValueKind.Array ? "array" : "object")}.");
        return null;
    }
}
