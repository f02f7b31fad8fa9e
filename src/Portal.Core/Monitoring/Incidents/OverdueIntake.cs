using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>What was let go was not put right in time: opens an incident, unless it was completed meanwhile.</summary>
internal sealed class OverdueIntake(AuditTrail trail) : IOutboxHandler
{
    public string Kind => "follow-up.overdue";

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var id = FollowUpId.From(Guid.Parse(body["followUpId"]!.GetValue<string>()));
        await using var unit = await trail.BeginAsync(actor, ct);
        var followUp = await unit.Db.FollowUps.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        if (followUp.DoneAt is not null || await unit.Db.Incidents.AnyAsync(row => row.FollowUpId == id, ct))
        {
            return;
        }

        await OpenedIncident.StageAsync(unit, await SubjectAsync(unit.Db, followUp, ct), message, ct);
        await OpenedIncident.CommitAsync(unit, ct);
    }

    private static async Task<IncidentSubject> SubjectAsync(PortalDbContext db, FollowUp followUp, CancellationToken ct)
    {
        var model = await db.Models.Where(row => row.Id == followUp.ModelId).Select(row => row.Name).SingleAsync(ct);
        var version = await db.Versions.Where(row => row.Id == followUp.VersionId).Select(row => row.Number).SingleAsync(ct);
        var environment = await db.Environments.Where(row => row.Id == followUp.EnvironmentId).Select(row => row.Name).SingleAsync(ct);
        var text = string.Create(CultureInfo.InvariantCulture, $"F-{followUp.Number} was due on {followUp.DueAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC, for {followUp.OwnerRole.OneInWords()}: {followUp.What}");
        return new(
            IncidentSource.FollowUp, IncidentTexts.Title(followUp.Kind, followUp.GateTitle ?? followUp.GateId, model, version, environment), text,
            followUp.EnvironmentId, followUp.ModelId, followUp.VersionId, followUp.Id, followUp.PromotionId);
    }
}

/// <summary>What was overdue has been put right, or has nothing left to put right: its incident says so, and stays open until somebody resolves it.</summary>
internal sealed class FollowUpDoneIntake(string kind, AuditTrail trail) : IOutboxHandler
{
    public string Kind => kind;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var id = FollowUpId.From(Guid.Parse(body["followUpId"]!.GetValue<string>()));
        await using var unit = await trail.BeginAsync(actor, ct);
        var incident = await unit.Db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.FollowUpId == id, ct);
        if (incident is null || await OpenedIncident.IsHeardAsync(unit, message, ct))
        {
            return;
        }

        var followUp = await unit.Db.FollowUps.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var by = await unit.Db.Members.Where(row => row.Id == followUp.DoneBy).Select(row => row.Name).SingleOrDefaultAsync(ct);
        var text = string.Create(CultureInfo.InvariantCulture, $"F-{followUp.Number} was {(by is null ? "closed" : $"completed by {by}")}: {followUp.Outcome}");
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.FollowUpDone, text, message);
        unit.Record("incident.follow-up-done", IncidentTexts.Subject(incident), text);
        await OpenedIncident.CommitAsync(unit, ct);
    }
}
