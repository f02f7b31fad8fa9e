using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="Revision">Of the incident as the person saw it; null takes it as it is.</param>
public sealed record AcknowledgeIncidentRequest(int Number, long? Revision = null);

/// <summary>Says that somebody has seen it and looks into it. Whoever does so has it, unless it is somebody's already.</summary>
public sealed class AcknowledgeIncident(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, AcknowledgeIncidentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await HandledIncident.TakeAsync(unit, request.Number, request.Revision, IncidentAct.Acknowledge, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        taken.Value.AssignedTo ??= unit.Actor.Member;
        IncidentTimeline.Add(unit, taken.Value.Id, IncidentEventKind.Acknowledged, "");
        unit.Record("incident.acknowledged", IncidentTexts.Subject(taken.Value));
        return await unit.CommitAsync(default(Done), ct);
    }
}
