using System.Globalization;
using Portal.Core.Datasets;

namespace Portal.Core.Registry;

/// <summary>What two versions have in common and what not. Pure.</summary>
public static class Differences
{
    private const string None = "none";

    public static VersionDifferences Of(VersionView left, VersionView right) => new(left, right, Inputs(left, right), Facts(left, right));

    /// <summary>Whether the data say that a column should rather not be an input.</summary>
    public static InputConcern ConcernOf(string column, IReadOnlyDictionary<string, ColumnRole> roles) => !roles.TryGetValue(column, out var role)
        ? roles.Count == 0 ? InputConcern.None : InputConcern.Unknown
        : role switch
        {
            ColumnRole.Feature => InputConcern.None,
            ColumnRole.ProtectedAttribute => InputConcern.Protected,
            ColumnRole.Label or ColumnRole.Identifier or ColumnRole.Timestamp or ColumnRole.Ignored => InputConcern.NotAFeature,
            _ => throw new ArgumentOutOfRangeException(nameof(roles), role, null),
        };

    private static IReadOnlyList<InputDifference> Inputs(VersionView left, VersionView right)
    {
        var (before, after) = (left.Inputs.ToHashSet(StringComparer.Ordinal), right.Inputs.ToHashSet(StringComparer.Ordinal));
        return [.. right.Inputs.Concat(left.Inputs.Where(name => !after.Contains(name))).Distinct(StringComparer.Ordinal).Select(name => new InputDifference(
            name,
            before.Contains(name),
            after.Contains(name),
            right.ColumnRoles.TryGetValue(name, out var role) ? role : null,
            ConcernOf(name, right.ColumnRoles)))];
    }

    private static IReadOnlyList<FactDifference> Facts(VersionView left, VersionView right)
    {
        FactDifference Row(string fact, Func<VersionView, string> tell) => new(fact, tell(left), tell(right));
        return
        [
            Row("File", view => view.Digest.Hex),
            Row("Size", view => view.Length.ToString("N0", CultureInfo.InvariantCulture) + " bytes"),
            Row("Files", view => view.Signature.Files is { } files ? string.Join(", ", files.Select(file => file.Name)) : "the model alone"),
            Row("Operators", view => view.Signature.Nodes.ToString("N0", CultureInfo.InvariantCulture)),
            Row("Opsets", view => string.Join(", ", view.Signature.Opsets.Select(opset => $"{opset.Domain} {opset.Version}"))),
            Row("Producer", view => Or($"{view.Signature.Producer} {view.Signature.ProducerVersion}".Trim())),
            Row("Algorithm", view => Or(view.Signature.Metadata.GetValueOrDefault("algorithm"))),
            Row("Input style", view => view.Scoring.InputStyle == InputStyle.Matrix ? "one feature matrix" : "one input a column"),
            Row("Outputs", view => string.Join(", ", view.Signature.Outputs.Select(output => output.ToString()))),
            Row("Label column", view => view.Scoring.LabelColumn),
            Row("Query column", view => Or(view.Scoring.QueryColumn)),
            Row("Quantiles", view => Or(string.Join(", ", (view.Scoring.Quantiles ?? []).Select(level => level.ToString(CultureInfo.InvariantCulture))))),
            Row("Separator of labels", view => Or(view.Scoring.LabelSeparator)),
            Row("Role column", view => Or(view.Scoring.RoleColumn)),
            Row("Text column", view => Or(view.Scoring.TextColumn)),
            Row("Positive class", view => Or(view.Scoring.PositiveClass)),
            Row("Favourable outcome", view => Or(view.Scoring.FavourableClass)),
            Row("Threshold", view => view.Scoring.PositiveClass.Length == 0 ? None : view.Scoring.DecisionThreshold.ToString("0.00##", CultureInfo.InvariantCulture)),
            Row("Training data", view => view.TrainingData is { } data ? data.Name.ToString() : None),
            Row("Made from", view => view.Parent is { } parent ? $"version {parent}" : None),
            Row("Tags", view => view.Tags.Count == 0 ? None : string.Join(", ", view.Tags.Select(tag => $"{tag.Key}: {tag.Value}"))),
            Row("Aliases", view => view.Aliases.Count == 0 ? None : string.Join(", ", view.Aliases)),
            Row("Registered by", view => view.RegisteredBy),
            .. Encodings(left, right),
        ];
    }

    private static IEnumerable<FactDifference> Encodings(VersionView left, VersionView right) =>
        left.Scoring.FeatureEncoding.Keys.Union(right.Scoring.FeatureEncoding.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(column => new FactDifference($"Encoding of {column}", Encoding(left, column), Encoding(right, column)))
            .Where(fact => !fact.IsSame);

    private static string Encoding(VersionView view, string column) =>
        view.Scoring.FeatureEncoding.TryGetValue(column, out var numbers)
            ? string.Join(", ", numbers.OrderBy(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} → {pair.Value}")))
            : None;

    private static string Or(string? text) => string.IsNullOrEmpty(text) ? None : text;
}
