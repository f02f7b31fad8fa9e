using System.Text.Json.Nodes;
using Portal.Core.Audit;

namespace Portal.Core.Deployments;

internal static class EnvironmentFields
{
    public static AuditSubject Subject(Environment environment) => new("environment", environment.Id.ToString(), environment.Name);

    public static Refusal NotFound(string name) => Refusal.NotFound($"The environment {name}");

    public static JsonObject Describe(Environment environment) => new()
    {
        ["purpose"] = environment.Purpose.ToString(),
        ["placement"] = environment.Placement.ToString(),
        ["region"] = environment.Region,
        ["description"] = environment.Description,
    };
}
