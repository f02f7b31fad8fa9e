using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="Until">At most thirty days away; null ends the silence now.</param>
/// <param name="Reason">Why nobody need be told.</param>
public sealed record SilenceIncidentRequest(int Number, DateTimeOffset? Until, string Reason, long? Revision = null);

/// <summary>Nobody is told of an incident until then, or from now on again. Findings still join it.</summary>
public sealed class SilenceIncident(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, SilenceIncidentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await HandledIncident.TakeAsync(unit, request.Number, request.Revision, request.Until is null ? IncidentAct.Unsilence : IncidentAct.Silence, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        var incident = taken.Value;
        if (request.Until is not { } until)
        {
            return await EndAsync(unit, incident, ct);
        }

        if ((IncidentRules.RefusesSilence(until, unit.Now) ?? Texts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        incident.SilencedUntil = KeptInstant.Of(until);
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Silenced, request.Reason.Trim());
        unit.Record("incident.silenced", IncidentTexts.Subject(incident), request.Reason.Trim(), new JsonObject { ["until"] = AuditChain.Instant(incident.SilencedUntil.Value) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<Outcome<Done>> EndAsync(UnitOfWork unit, Incident incident, CancellationToken ct)
    {
        if (!IncidentRules.IsSilent(incident.SilencedUntil, unit.Now))
        {
            return new Refusal(RefusalKind.Conflict, "incident.not-silenced", "This incident is not silenced.");
        }

        incident.SilencedUntil = null;
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Unsilenced, "");
        unit.Record("incident.unsilenced", IncidentTexts.Subject(incident));
        return await unit.CommitAsync(default(Done), ct);
    }
}
