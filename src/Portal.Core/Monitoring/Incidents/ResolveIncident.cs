using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="Resolution">What was found out and done.</param>
/// <param name="Revision">Of the incident as the person saw it: findings that came meanwhile are to be looked at first.</param>
public sealed record ResolveIncidentRequest(int Number, IncidentCause Cause, string Resolution, long? Revision = null);

/// <summary>Ends an incident with its cause. What its monitor finds after this begins another one.</summary>
public sealed class ResolveIncident(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ResolveIncidentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await HandledIncident.TakeAsync(unit, request.Number, request.Revision, IncidentAct.Resolve, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        if ((Choices.Refuses("cause", request.Cause) ?? RefusesResolution(request.Resolution)) is { } invalid)
        {
            return invalid;
        }

        var (incident, text) = (taken.Value, request.Resolution.Trim());
        (incident.Cause, incident.Resolution, incident.ResolvedAt, incident.ResolvedBy, incident.SilencedUntil) = (request.Cause, text, unit.Now, unit.Actor.Member, null);
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Resolved, text);
        unit.Record("incident.resolved", IncidentTexts.Subject(incident), text, new JsonObject { ["cause"] = request.Cause.ToString() });
        if (incident.IsTold)
        {
            var body = IncidentTexts.Body(incident);
            (body["cause"], body["resolution"]) = (request.Cause.ToString(), text);
            unit.Tell("incident.resolved", body);
        }

        return await unit.CommitAsync(default(Done), ct);
    }

    private static Refusal? RefusesResolution(string? text) => string.IsNullOrWhiteSpace(text)
        ? Refusal.Invalid("resolution", "Write what was found out and done: the next one who sees such an incident reads it.")
        : Texts.Refuses("resolution", text, Texts.LongestReason);
}
