using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>
/// The monitor of an incident wants the model taken back. Tried once: where it is refused, the incident says why and stays open for a
/// person. Whoever resolved it or rolled back meanwhile has spoken.
/// </summary>
internal sealed class RollBackForIncident(AuditTrail trail, PortalDatabase database, RollBackAutomatically rollBack) : IOutboxHandler
{
    private const int Tries = 3;

    public string Kind => IncidentIntake.RollBackWanted;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var id = IncidentId.From(Guid.Parse(body["incidentId"]!.GetValue<string>()));
        if (await ToDoAsync(actor.Tenant, id, ct) is not { } incident)
        {
            return;
        }

        var outcome = incident.State == IncidentState.Resolved
            ? new Refusal(RefusalKind.Conflict, "rollback.resolved", "Somebody resolved the incident before the portal could roll back.")
            : await RefusesAsync(actor.Tenant, incident, ct) is { } refusal ? refusal
            : await TryAsync(actor, incident, ct);
        await TellAsync(actor, incident, outcome, message, ct);
    }

    private async Task<Incident?> ToDoAsync(TenantId tenant, IncidentId id, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        return await IncidentTimeline.HasAsync(db, id, ct, IncidentEventKind.RolledBack, IncidentEventKind.NotRolledBack)
            ? null
            : await db.Incidents.AsNoTracking().SingleAsync(row => row.Id == id, ct);
    }

    /// <summary>What the policy of the promotion says that let the version run there. What went live without one is taken back as the monitor asks.</summary>
    private async Task<Refusal?> RefusesAsync(TenantId tenant, Incident incident, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var (live, version) = (db.LiveDeployments.Where(row => row.EnvironmentId == incident.EnvironmentId && row.ModelId == incident.ModelId), incident.VersionId);
        var promotion = await db.Deployments
            .Where(row => row.VersionId == version && live.Any(now => now.DeploymentId == row.Id || now.ChallengerDeploymentId == row.Id))
            .Select(row => row.PromotionId).FirstOrDefaultAsync(ct);
        return promotion is { } id ? await PromotionPolicies.RefusesAutomaticRollbackAsync(db, id, ct) : null;
    }

    /// <summary>What was live when the file was checked may have changed a moment later: then it is looked at again.</summary>
    private async Task<Outcome<RolledBack>> TryAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var request = new RollBackAutomaticallyRequest(
            incident.EnvironmentId, incident.ModelId, incident.VersionId, incident.Number, $"Incident {IncidentTexts.Name(incident.Number)}: {incident.Title}");
        var outcome = await rollBack.RunAsync(actor, request, ct);
        for (var more = 1; more < Tries && outcome.Refusal?.Kind == RefusalKind.Stale; more++)
        {
            outcome = await rollBack.RunAsync(actor, request, ct);
        }

        return outcome;
    }

    private async Task TellAsync(Actor actor, Incident incident, Outcome<RolledBack> outcome, Guid message, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await IncidentTimeline.HasAsync(unit.Db, incident.Id, ct, IncidentEventKind.RolledBack, IncidentEventKind.NotRolledBack))
        {
            return;
        }

        var (kind, text) = outcome.IsOk
            ? (IncidentEventKind.RolledBack, $"The portal went back from version {outcome.Value.FromVersion} to version {outcome.Value.ToVersion}.")
            : (IncidentEventKind.NotRolledBack, outcome.Refusal.NextStep is { } next ? $"{outcome.Refusal.Sentence} {next}" : outcome.Refusal.Sentence);
        IncidentTimeline.Add(unit, incident.Id, kind, text, message);
        unit.Record(outcome.IsOk ? "incident.rolled-back" : "incident.not-rolled-back", IncidentTexts.Subject(incident), details: new JsonObject { ["text"] = text, ["code"] = outcome.Refusal?.Code });
        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"What became of a rollback was not kept: {refusal.Code}");
        }
    }
}
