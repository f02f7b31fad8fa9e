using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

public sealed record ReopenIncidentRequest(int Number, string Reason, long? Revision = null);

/// <summary>Takes a resolution back: it was not that, or it did not help.</summary>
public sealed class ReopenIncident(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ReopenIncidentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await HandledIncident.TakeAsync(unit, request.Number, request.Revision, IncidentAct.Reopen, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        var (incident, db) = (taken.Value, unit.Db);
        var other = incident.MonitorId is not { } monitor ? null
            : await db.Incidents.Where(row => row.Id != incident.Id && row.MonitorId == monitor && row.VersionId == incident.VersionId && row.State != IncidentState.Resolved)
                .Select(row => (int?)row.Number).FirstOrDefaultAsync(ct);
        if (other is { } number)
        {
            return new Refusal(RefusalKind.Conflict, "incident.another-open", $"{IncidentTexts.Name(number)} of the same monitor and version is open.", "Go on there: findings join one incident at a time.");
        }

        (incident.Cause, incident.Resolution, incident.ResolvedAt, incident.ResolvedBy) = (null, null, null, null);
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Reopened, request.Reason.Trim());
        unit.Record("incident.reopened", IncidentTexts.Subject(incident), request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
