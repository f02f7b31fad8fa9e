using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>A wave of a fleet failed: opens an incident that says which one, and why.</summary>
internal sealed class FailedWaveIntake(AuditTrail trail) : IOutboxHandler
{
    public string Kind => "fleet.wave-failed";

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await OpenedIncident.IsHeardAsync(unit, message, ct))
        {
            return;
        }

        var deployment = DeploymentId.From(Guid.Parse(Text(body, "deploymentId")));
        var started = await unit.Db.Deployments.AsNoTracking().SingleAsync(row => row.Id == deployment, ct);
        var number = await unit.Db.Versions.Where(row => row.Id == started.VersionId).Select(row => row.Number).SingleAsync(ct);
        var title = IncidentTexts.Title(body["wave"]!.GetValue<int>(), Text(body, "group"), Text(body, "model"), number, Text(body, "environment"));
        var subject = new IncidentSubject(
            IncidentSource.Fleet, title, Text(body, "sentence"), EnvironmentId.From(Guid.Parse(Text(body, "environmentId"))), ModelId.From(Guid.Parse(Text(body, "modelId"))), started.VersionId,
            Promotion: started.PromotionId);
        await OpenedIncident.StageAsync(unit, subject, message, ct);
        await OpenedIncident.CommitAsync(unit, ct);
    }

    private static string Text(JsonObject body, string name) => body[name]!.GetValue<string>();
}
