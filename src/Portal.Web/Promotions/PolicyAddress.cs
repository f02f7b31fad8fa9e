using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Web.Api;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>The scope of a policy as an address says it.</summary>
/// <param name="Task">Set for a narrower policy.</param>
/// <param name="DataClassification">Set for a narrower policy.</param>
public sealed record PolicyAddress(
    [FromRoute(Name = "riskClass")] string RiskClass, [FromRoute(Name = "purpose")] string Purpose, [FromQuery(Name = "task")] string? Task = null, [FromQuery(Name = "dataClassification")] string? DataClassification = null)
{
    public Outcome<PolicyScope> ToScope()
    {
        if (Words.Parse<RiskClass>(RiskClass) is not { } risk || Words.Parse<EnvironmentPurpose>(Purpose) is not { } purpose)
        {
            return Refusal.NotFound($"The policy of {RiskClass} in {Purpose}");
        }

        var (task, data) = (QueryWords.Parse<ModelTask>("task", Task), QueryWords.Parse<DataClassification>("dataClassification", DataClassification));
        return (task.Refusal ?? data.Refusal) is { } wrong ? wrong : new PolicyScope(risk, purpose, task.Value, data.Value);
    }

    public static string PageUrl(PolicyScope scope) => $"/policies{Tail(scope, "data")}";

    public static string ApiUrl(PolicyScope scope) => $"{ApiRoom.Prefix}/policies{Tail(scope, "dataClassification")}";

    private static string Tail(PolicyScope scope, string data)
    {
        string[] narrower =
        [
            .. scope.Task is { } task ? [$"task={Word(task)}"] : Array.Empty<string>(),
            .. scope.Classification is { } classification ? [$"{data}={Word(classification)}"] : Array.Empty<string>(),
        ];
        return $"/{Word(scope.RiskClass)}/{Word(scope.Purpose)}{(narrower.Length > 0 ? "?" : "")}{string.Join('&', narrower)}";
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
