using System.Text.Json.Nodes;
using Portal.Core.Datasets;

namespace Portal.Core.Deployments;

/// <summary>What is asked of an environment's own fields. Pure.</summary>
public static class EnvironmentRules
{
    public const int LongestDescription = 1000;

    public static Refusal? Refuses(string region, string? description) =>
        DatasetRules.RefusesRegion("region", region)
        ?? (description is null || description.Length > LongestDescription
            ? Refusal.Invalid("description", $"A description has at most {LongestDescription:N0} characters.")
            : null);

    public static string Region(string region) => region.Trim().ToLowerInvariant();

    public static JsonObject Describe(Environment environment) => new()
    {
        ["purpose"] = environment.Purpose.ToString(),
        ["placement"] = environment.Placement.ToString(),
        ["region"] = environment.Region,
        ["description"] = environment.Description,
    };
}
