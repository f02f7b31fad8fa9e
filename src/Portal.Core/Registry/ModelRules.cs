using System.Text.Json.Nodes;
using Portal.Core.Datasets;
using Portal.Core.Storage;

namespace Portal.Core.Registry;

/// <summary>What is asked of a model's own fields. Pure.</summary>
public static class ModelRules
{
    public const int LongestPurpose = 2000;
    public const int MostRegions = 50;

    public static Refusal? Refuses(
        string? purpose, RiskClass risk, DataClassification classification, IReadOnlyList<string> regions, IReadOnlyList<string>? requiredLabels = null) =>
        Choices.Refuses("riskClass", risk) ?? Choices.Refuses("dataClassification", classification) ?? Refuses(purpose, regions, requiredLabels);

    private static Refusal? Refuses(string? purpose, IReadOnlyList<string> regions, IReadOnlyList<string>? requiredLabels) =>
        string.IsNullOrWhiteSpace(purpose) || purpose.Length > LongestPurpose
            ? Refusal.Invalid("purpose", $"Say in 1 to {LongestPurpose:N0} characters what the model decides, and about whom.")
            : Texts.Refuses("purpose", purpose, LongestPurpose) is { } unkept ? unkept
            : regions.Count > MostRegions
                ? Refusal.Invalid("allowedRegions", $"A model has at most {MostRegions} regions.")
                : regions.Select(region => DatasetRules.RefusesRegion("allowedRegions", region)).FirstOrDefault(refusal => refusal is not null)
                    ?? RunnerLabels.RefusesRequired("requiredLabels", requiredLabels ?? []);

    public static IReadOnlyList<string> Regions(IEnumerable<string> regions) =>
        [.. regions.Select(region => region.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether a snapshot can tell how good versions of the task are.</summary>
    public static Refusal? RefusesEvaluationData(DatasetVersion data, DatasetVersionName name) =>
        data.Columns.Any(column => column.Role == ColumnRole.Label)
            ? null
            : Refusal.Invalid("evaluationDataset", $"{name} has no label column, so nothing can be evaluated on it.");

    public static JsonObject Describe(Model model) => new()
    {
        ["purpose"] = model.Purpose,
        ["owner"] = model.OwnerId.ToString(),
        ["team"] = model.TeamId.ToString(),
        ["task"] = model.Task.ToString(),
        ["riskClass"] = model.RiskClass.ToString(),
        ["dataClassification"] = model.DataClassification.ToString(),
        ["allowedRegions"] = new JsonArray([.. model.AllowedRegions.Select(region => JsonValue.Create(region))]),
        ["requiredLabels"] = new JsonArray([.. model.RequiredLabels.Select(label => JsonValue.Create(label))]),
        ["evaluationDataset"] = model.EvaluationDatasetVersionId?.ToString(),
        ["slices"] = new JsonArray([.. model.Slices.Select(slice => new JsonObject { ["name"] = slice.Name, ["filter"] = slice.Filter })]),
    };
}
