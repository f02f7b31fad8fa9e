using Portal.Core.Datasets;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>What is asked of an environment's own fields, and whether a model may be live where it stands. Pure.</summary>
public static class PlacementRules
{
    public const int LongestDescription = 1000;
    public const int LongestCapacity = 100;
    public const int MostSlots = 10_000;

    public static Refusal? Refuses(EnvironmentPlacement placement, string? region, string? description) =>
        Choices.Refuses("placement", placement)
        ?? DatasetRules.RefusesRegion("region", region)
        ?? Texts.Refuses("description", description, LongestDescription);

    public static Refusal? Refuses(EnvironmentTerms terms) =>
        Texts.Refuses("capacity", terms.Capacity, LongestCapacity)
        ?? (terms.Slots is < 1 or > MostSlots ? Refusal.Invalid("slots", $"An environment has 1 to {MostSlots:N0} slots, or none that are counted.") : null)
        ?? Choices.Refuses("priceClass", terms.PriceClass)
        ?? Choices.Refuses("allowedClassifications", terms.AllowedClassifications);

    /// <summary>Regions are kept and compared in lower case, as models keep theirs.</summary>
    public static string Region(string region) => region.Trim().ToLowerInvariant();

    /// <summary>A region is allowed by name only: a model without regions may be live nowhere.</summary>
    public static Refusal? RefusesRegion(string environment, string region, string model, IReadOnlyList<string> allowedRegions) =>
        allowedRegions.Contains(Region(region), StringComparer.OrdinalIgnoreCase)
            ? null
            : new(
                RefusalKind.Blocked, "region.not-allowed",
                $"{environment} is in {region}; {model} is allowed in {(allowedRegions.Count == 0 ? "no region" : string.Join(", ", allowedRegions))}.",
                "Choose an environment in one of its regions, or let the model's owner allow this one.");

    /// <param name="allowed">Empty for all.</param>
    public static Refusal? RefusesClassification(string environment, IReadOnlyList<DataClassification> allowed, string model, DataClassification classification) =>
        allowed.Count == 0 || allowed.Contains(classification)
            ? null
            : new(
                RefusalKind.Blocked, "classification.not-allowed",
                $"{model} has seen data that is classified as {classification.InWords()}; {environment} is meant for {string.Join(", ", allowed.Order().Select(one => one.InWords()))}.",
                "Choose an environment for such data, or let a tenant administrator allow it in this one.");
}
