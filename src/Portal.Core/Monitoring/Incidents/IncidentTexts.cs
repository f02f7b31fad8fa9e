using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>How incidents are named and told of. Pure.</summary>
internal static class IncidentTexts
{
    private const int LongestTitle = 400;
    private const int MostNamed = 3;

    /// <summary>I-7.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"I-{number}");

    public static AuditSubject Subject(Incident incident) => new("incident", incident.Id.ToString(), $"{Name(incident.Number)} {incident.Title}");

    public static Refusal NotFound(int number) => Refusal.NotFound($"The incident {Name(number)}");

    /// <summary>"Drift of mortgage in production: income, age and 2 more".</summary>
    public static string Title(MonitorKind kind, string model, string environment, IEnumerable<string> subjects)
    {
        var all = subjects.Distinct(StringComparer.Ordinal).ToList();
        var others = all.Count - MostNamed;
        var named = string.Join(", ", all.Take(MostNamed)) + (others > 0 ? $" and {others} more" : "");
        return Texts.Fit($"{NameOf(kind)} of {model} in {environment}: {named}", LongestTitle);
    }

    /// <summary>"Exception of Disparate impact, afam is overdue: mortgage version 3 in production".</summary>
    public static string Title(FollowUpKind kind, string? gate, string model, int version, string environment) =>
        Texts.Fit($"{Overdue(kind, gate)} is overdue: {model} version {Number(version)} in {environment}", LongestTitle);

    /// <summary>"Wave 2 (north) failed: mortgage version 3 in branches".</summary>
    public static string Title(int wave, string group, string model, int version, string environment) =>
        Texts.Fit($"Wave {Number(wave)} ({group}) failed: {model} version {Number(version)} in {environment}", LongestTitle);

    /// <summary>What the outside hears of an incident.</summary>
    public static JsonObject Body(Incident incident) => new()
    {
        ["incidentId"] = incident.Id.ToString(),
        ["number"] = incident.Number,
        ["title"] = incident.Title,
        ["severity"] = incident.Severity.ToString(),
        ["state"] = incident.State.ToString(),
        ["source"] = incident.Source.ToString(),
        ["monitorId"] = incident.MonitorId?.ToString(),
        ["followUpId"] = incident.FollowUpId?.ToString(),
        ["environmentId"] = incident.EnvironmentId.ToString(),
        ["modelId"] = incident.ModelId.ToString(),
        ["versionId"] = incident.VersionId.ToString(),
        ["openedAt"] = incident.OpenedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    };

    private static string Overdue(FollowUpKind kind, string? gate) => kind switch
    {
        FollowUpKind.ExceptionEnds => $"Exception of {gate}",
        FollowUpKind.BreakGlassReview => "Review after break-glass",
        FollowUpKind.EvidenceAges => "Renewal of the approval",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(MonitorKind kind) => kind switch
    {
        MonitorKind.Drift => "Drift",
        MonitorKind.Performance => "Performance",
        MonitorKind.Bias => "Bias",
        MonitorKind.DataQuality => "Data quality",
        MonitorKind.Volume => "Volume",
        MonitorKind.Latency => "Latency",
        MonitorKind.Cost => "Cost",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
