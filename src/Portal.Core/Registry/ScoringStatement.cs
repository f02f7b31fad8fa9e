namespace Portal.Core.Registry;

/// <summary>
/// What somebody says of how a version is scored, as far as they say it: whoever registers it where the file is silent, and the
/// draft as far as it is known. It may not contradict the file, but for the threshold, which is a choice and not a property.
/// </summary>
/// <param name="ClassLabels">The classes as the model writes them, in the order of its probabilities.</param>
/// <param name="ClassValues">For a class as the model writes it, the value of the label column that it stands for.</param>
/// <param name="PositiveClass">A value of the label column.</param>
/// <param name="FavourableClass">A value of the label column.</param>
/// <param name="QueryColumn">For ranking: rows with the same value here are ordered among each other.</param>
/// <param name="Quantiles">For forecasting: the levels that the model predicts, rising, in the order of its columns.</param>
/// <param name="LabelSeparator">For multi-label classification: what stands between the labels of a row in the label column.</param>
/// <param name="RoleColumn">For retrieval: which column says whether a row is a query or a document; none where each row is both.</param>
/// <param name="IdentifierColumn">For text generation: the column that names a row, in the version's table and in the dataset.</param>
/// <param name="TextColumn">For text generation: the column of the version's table with what was written.</param>
public sealed record ScoringStatement(
    InputStyle? InputStyle = null,
    IReadOnlyList<string>? FeatureOrder = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? FeatureEncoding = null,
    string? LabelColumn = null,
    IReadOnlyList<string>? ClassLabels = null,
    IReadOnlyDictionary<string, string>? ClassValues = null,
    string? PositiveClass = null,
    string? FavourableClass = null,
    double? DecisionThreshold = null,
    ScoreScale? Scale = null,
    string? QueryColumn = null,
    IReadOnlyList<double>? Quantiles = null,
    string? LabelSeparator = null,
    string? RoleColumn = null,
    string? IdentifierColumn = null,
    string? TextColumn = null);

/// <summary>The names of the statement's parts, as refusals and forms use them.</summary>
public static class ScoringFields
{
    public const string InputStyle = "scoring.inputStyle";
    public const string FeatureOrder = "scoring.featureOrder";
    public const string FeatureEncoding = "scoring.featureEncoding";
    public const string LabelColumn = "scoring.labelColumn";
    public const string ClassLabels = "scoring.classLabels";
    public const string ClassValues = "scoring.classValues";
    public const string PositiveClass = "scoring.positiveClass";
    public const string FavourableClass = "scoring.favourableClass";
    public const string DecisionThreshold = "scoring.decisionThreshold";
    public const string Scale = "scoring.scale";
    public const string QueryColumn = "scoring.queryColumn";
    public const string Quantiles = "scoring.quantiles";
    public const string LabelSeparator = "scoring.labelSeparator";
    public const string RoleColumn = "scoring.roleColumn";
    public const string IdentifierColumn = "scoring.identifierColumn";
    public const string TextColumn = "scoring.textColumn";
    public const string Task = "task";
}
