using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="To">The e-mail address of a member who may handle incidents; null for nobody.</param>
public sealed record AssignIncidentRequest(int Number, string? To, long? Revision = null);

/// <summary>Gives an incident to somebody who may handle it.</summary>
public sealed class AssignIncident(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, AssignIncidentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await HandledIncident.TakeAsync(unit, request.Number, request.Revision, IncidentAct.Assign, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        var incident = taken.Value;
        if (string.IsNullOrWhiteSpace(request.To))
        {
            incident.AssignedTo = null;
            IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Unassigned, "");
            unit.Record("incident.unassigned", IncidentTexts.Subject(incident));
            return await unit.CommitAsync(default(Done), ct);
        }

        if (await IncidentHandlers.FindAsync(unit.Db, request.To, ct) is not { } member)
        {
            return Refusal.Invalid("to", $"{Texts.Fit(request.To.Trim(), Member.LongestEmail)} is no active member who may handle incidents.");
        }

        incident.AssignedTo = member.Id;
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Assigned, member.Name);
        unit.Record("incident.assigned", IncidentTexts.Subject(incident), details: new JsonObject { ["to"] = member.Email });
        return await unit.CommitAsync(default(Done), ct);
    }
}
