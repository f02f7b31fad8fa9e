namespace Portal.Core.Deployments;

/// <summary>Where a model may be live. Pure.</summary>
public static class PlacementRules
{
    /// <summary>A region is allowed by name only; a model without regions may be live nowhere.</summary>
    public static bool Allows(IReadOnlyList<string> allowedRegions, string region) => allowedRegions.Contains(region, StringComparer.OrdinalIgnoreCase);

    public static Refusal? Refuses(string model, IReadOnlyList<string> allowedRegions, string environment, string region)
    {
        if (Allows(allowedRegions, region))
        {
            return null;
        }

        var allowed = allowedRegions.Count == 0 ? "it may be live nowhere" : $"it may be live in {string.Join(", ", allowedRegions)}";
        return new(
            RefusalKind.Blocked, "deployment.region-not-allowed", $"{environment} is in {region}, and {model} may not be live there: {allowed}.",
            "Choose an environment in an allowed region, or ask the model's owner to allow this one.");
    }
}
