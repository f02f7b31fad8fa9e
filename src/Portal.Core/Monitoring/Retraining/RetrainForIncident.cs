using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>The monitor of an incident wants a new version: asked for once; where it is not, the incident says why.</summary>
internal sealed class RetrainForIncident(AuditTrail trail, RetrainingOptions options) : IOutboxHandler
{
    public string Kind => IncidentIntake.RetrainingWanted;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var id = IncidentId.From(Guid.Parse(body["incidentId"]!.GetValue<string>()));
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await IncidentTimeline.HasAsync(unit.Db, id, ct, IncidentEventKind.RetrainingRequested, IncidentEventKind.RetrainingNotRequested))
        {
            return;
        }

        var incident = await unit.Db.Incidents.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var made = await RetrainingOrder.StageAsync(unit, await RetrainingSubject.OfAsync(unit.Db, incident, ct), $"Incident {IncidentNumber.Write(incident.Number)}: {incident.Title}", options, ct);
        if (made.IsOk)
        {
            IncidentTimeline.Add(unit, id, IncidentEventKind.RetrainingRequested, "The portal asked for a new version.", message, made.Value.Number);
        }
        else
        {
            IncidentTimeline.Add(unit, id, IncidentEventKind.RetrainingNotRequested, made.Refusal.Sentence, message);
            unit.Record("incident.retraining-not-requested", new AuditSubject("incident", id.ToString(), IncidentNumber.Write(incident.Number)), made.Refusal.Sentence);
        }

        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Retraining was not asked for: {refusal.Code}");
        }
    }
}
