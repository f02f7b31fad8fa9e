using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

internal static class EnvironmentFields
{
    private static readonly FrozenSet<string> s_reserved = new[] { "NEW", "FREEZES", "FLEETS", "ROLLOUTS" }.ToFrozenSet(StringComparer.Ordinal);

    public static AuditSubject Subject(Environment environment) => new("environment", environment.Id.ToString(), environment.Name);

    public static Refusal NotFound(string name) => Refusal.NotFound($"The environment {name}");

    /// <summary>Pages stand under these addresses.</summary>
    public static Refusal? RefusesReserved(string name) =>
        s_reserved.Contains(Names.Normalize(name)) ? Refusal.Invalid("name", $"No environment is called {name.Trim()}: a page has that address.") : null;

    public static void Set(Environment environment, EnvironmentTerms terms)
    {
        var tidy = terms.Tidy();
        (environment.Capacity, environment.Slots, environment.PriceClass, environment.AllowedClassifications) = (tidy.Capacity, tidy.Slots, tidy.PriceClass, tidy.AllowedClassifications);
    }

    public static JsonObject Describe(Environment environment) => new()
    {
        ["purpose"] = environment.Purpose.ToString(),
        ["placement"] = environment.Placement.ToString(),
        ["region"] = environment.Region,
        ["description"] = environment.Description,
        ["capacity"] = environment.Capacity,
        ["slots"] = environment.Slots,
        ["priceClass"] = environment.PriceClass.ToString(),
        ["allowedClassifications"] = new JsonArray([.. environment.AllowedClassifications.Select(one => JsonValue.Create(one.ToString()))]),
    };
}
