using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Web.Shell;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Web.Registry.Components;

public sealed partial class ScoringRulesForm
{
    private static readonly (string, string)[] s_styles = Words.Options<InputStyle>(style => style == InputStyle.Matrix ? "one feature matrix" : "one input a column");
    private static readonly (string, string)[] s_scales = Words.Options<ScoreScale>(scale => scale == ScoreScale.Probability ? "a probability" : "log-odds");

    private string? _encodingProblem;

    /// <summary>What was typed while it can't be read, to be mended and not typed again.</summary>
    private string? _unreadable;

    [Parameter, EditorRequired]
    public required ScoringDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public ModelTask Task { get; set; }

    /// <summary>What the member said so far.</summary>
    [Parameter, EditorRequired]
    public required ScoringStatement Said { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<ScoringStatement> OnSaid { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ModelValue> Inputs { get; set; }

    /// <summary>Of a table, its columns.</summary>
    [Parameter]
    public IReadOnlyList<ModelValue> Outputs { get; set; } = [];

    private IEnumerable<(string Field, string Name, string? Value)> Known
    {
        get
        {
            var known = Draft.Known;
            if (Task == ModelTask.TextGeneration)
            {
                yield return (ScoringFields.LabelColumn, "Reference column", known.LabelColumn);
                yield return (ScoringFields.IdentifierColumn, "Identifier column", known.IdentifierColumn);
                yield return (ScoringFields.TextColumn, "Text column", known.TextColumn);
                yield break;
            }

            yield return (ScoringFields.InputStyle, "Input style", known.InputStyle switch { InputStyle.Matrix => "one feature matrix", InputStyle.Columns => "one input a column", _ => null });
            if (known.InputStyle == InputStyle.Matrix)
            {
                yield return (ScoringFields.FeatureOrder, "Feature order", known.FeatureOrder is { } order ? string.Join(", ", order) : null);
                yield return (ScoringFields.FeatureEncoding, "Encoded columns", known.FeatureEncoding is { Count: > 0 } encoding ? string.Join(", ", encoding.Keys) : "none");
            }

            yield return (ScoringFields.LabelColumn, "Label column", known.LabelColumn);
            if (Task == ModelTask.Ranking)
            {
                yield return (ScoringFields.QueryColumn, "Query column", known.QueryColumn);
            }

            if (Task == ModelTask.Retrieval)
            {
                yield return (ScoringFields.RoleColumn, "Queries and documents", known.RoleColumn ?? "each row is both");
            }

            if (Task == ModelTask.Forecasting)
            {
                yield return (ScoringFields.Quantiles, "Quantiles", known.Quantiles is { } levels ? string.Join(", ", levels.Select(level => Number(level))) : null);
            }

            if (Task.HasClasses())
            {
                yield return (ScoringFields.ClassLabels, "Classes of the model", known.ClassLabels is { } labels ? string.Join(", ", labels) : null);
            }

            if (Task.HasClasses() && Task != ModelTask.MultilabelClassification)
            {
                yield return (ScoringFields.ClassValues, "What they stand for", known.ClassValues is { } values ? string.Join(", ", values.Select(pair => $"{pair.Key} = {pair.Value}")) : null);
            }

            if (Task == ModelTask.MultilabelClassification)
            {
                yield return (ScoringFields.LabelSeparator, "Separator of labels", known.LabelSeparator);
                yield return (ScoringFields.DecisionThreshold, "Threshold", known.DecisionThreshold is { } each ? Number(each) : null);
            }

            if (Task == ModelTask.BinaryClassification)
            {
                yield return (ScoringFields.PositiveClass, "Positive class", known.PositiveClass is { } positive ? $"{known.LabelColumn} = {positive}" : null);
                yield return (ScoringFields.FavourableClass, "Favourable outcome", known.FavourableClass is { } favourable ? $"{known.LabelColumn} = {favourable}" : null);
                yield return (ScoringFields.DecisionThreshold, "Threshold", known.DecisionThreshold is { } threshold ? Number(threshold) : null);
            }
        }
    }

    private bool Questions => Draft.Problems.Count > 0 || Draft.Sources.Any(pair => pair.Value == RuleSource.Member && pair.Key != ScoringFields.DecisionThreshold);

    private bool AsksClasses => Draft.Known is { ClassLabels.Count: > 0, LabelColumn: not null } && Asks(ScoringFields.ClassValues);

    private IReadOnlyList<(string, string)> Classes => [.. (Draft.Known.ClassValues ?? new Dictionary<string, string>()).Values.Select(value => (value, $"{Draft.Known.LabelColumn} = {value}"))];

    private IReadOnlyList<(string, string)> Columns => [.. Outputs.Select(output => (output.Name, output.Name))];

    private string Source(string field) => Draft.Sources.TryGetValue(field, out var source)
        ? source switch
        {
            RuleSource.File => "the file's metadata",
            RuleSource.Signature => "the file's inputs",
            RuleSource.Member => "you",
        }
        : "";

    private bool FileSays(string field) => Draft.Sources.TryGetValue(field, out var source) && source is RuleSource.File or RuleSource.Signature;

    private bool Asks(string field) => Draft.Problems.ContainsKey(field) || (Draft.Sources.TryGetValue(field, out var source) && source == RuleSource.Member);

    private string? Of(string field) => Draft.Problems.GetValueOrDefault(field);

    private System.Threading.Tasks.Task SayAsync(ScoringStatement said) => OnSaid.InvokeAsync(said);

    private System.Threading.Tasks.Task SayClassAsync(string label, string value)
    {
        var values = new Dictionary<string, string>(Said.ClassValues ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [label] = value };
        return SayAsync(Said with { ClassValues = values.Where(pair => pair.Value.Length > 0).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) });
    }

    private System.Threading.Tasks.Task SayEncodingAsync(string lines)
    {
        var (encoding, problem) = EncodingLines.Read(lines);
        (_encodingProblem, _unreadable) = (problem, problem is null ? null : lines);
        return problem is null ? SayAsync(Said with { FeatureEncoding = encoding }) : System.Threading.Tasks.Task.CompletedTask;
    }

    private static string? Text(string value) => value.Trim() is { Length: > 0 } text ? text : null;

    private static string[]? List(string value) =>
        value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } items ? items : null;

    /// <summary>What is no number stands as one that no rule accepts, so that the answer says so.</summary>
    private static double[]? Numbers(string value) => List(value) is { } items ? Array.ConvertAll(items, item => Number(item) ?? double.NaN) : null;

    /// <summary>For an input of type number, where a grouped or localised one would be a defect.</summary>
    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static double? Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
