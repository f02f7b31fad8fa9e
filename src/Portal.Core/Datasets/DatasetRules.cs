using System.Text.Json.Nodes;
using Portal.Core.Storage;

namespace Portal.Core.Datasets;

/// <summary>What is asked of a dataset's own fields. Pure.</summary>
public static class DatasetRules
{
    public const int LongestDescription = 2000;
    public const int LongestRegion = 50;

    public static Refusal? Refuses(string? description, DataClassification classification, string? region) =>
        Choices.Refuses("classification", classification) ?? Refuses(description, region);

    private static Refusal? Refuses(string? description, string? region) =>
        Texts.Refuses("description", description, LongestDescription) ?? RefusesRegion("region", region);

    /// <summary>A region as providers write it, such as eu-central.</summary>
    public static Refusal? RefusesRegion(string field, string? region) =>
        region is { Length: <= LongestRegion } && Names.RefusesSlug(field, region.Trim()) is null
            ? null
            : Refusal.Invalid(field, $"A region has 1 to {LongestRegion} letters, digits, dots, dashes or underscores, such as eu-central.");

    public static JsonObject Describe(Dataset dataset) => new()
    {
        ["description"] = dataset.Description,
        ["owner"] = dataset.OwnerId.ToString(),
        ["classification"] = dataset.Classification.ToString(),
        ["region"] = dataset.Region,
    };
}
