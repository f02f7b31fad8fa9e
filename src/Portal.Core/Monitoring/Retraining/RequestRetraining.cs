using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>Of an incident, which knows what moved; or of a version of a model.</summary>
public sealed record RequestRetrainingRequest(string Reason, int? Incident = null, string? Model = null, int? Version = null);

public sealed record RequestedRetraining(RetrainingRequestId Id, int Number);

/// <summary>Somebody asks for a new version in place of one that has grown old.</summary>
public sealed class RequestRetraining(AuditTrail trail, RetrainingOptions options)
{
    public async Task<Outcome<RequestedRetraining>> RunAsync(Actor actor, RequestRetrainingRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var found = await SubjectAsync(unit.Db, request, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var subject = found.Value;
        if (unit.Refuses(Permission.HandleIncidents) is { } forbidden)
        {
            return await unit.RefuseAsync("retraining.request", new AuditSubject("model", subject.Model.Id.ToString(), subject.Model.Name), forbidden, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        var made = await RetrainingOrder.StageAsync(unit, subject, request.Reason.Trim(), options, ct);
        if (!made.IsOk)
        {
            return made.Refusal;
        }

        if (subject.Incident is { } incident)
        {
            IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.RetrainingRequested, request.Reason.Trim(), number: made.Value.Number);
        }

        return await unit.CommitAsync(new RequestedRetraining(made.Value.Id, made.Value.Number), ct);
    }

    private static async Task<Outcome<RetrainingSubject>> SubjectAsync(PortalDbContext db, RequestRetrainingRequest request, CancellationToken ct)
    {
        if (request.Incident is { } number)
        {
            return await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) is { } incident
                ? await RetrainingSubject.OfAsync(db, incident, ct)
                : Refusal.NotFound($"The incident {IncidentNumber.Write(number)}");
        }

        return request is not { Model: { } model, Version: { } version } ? Refusal.Invalid("model", "Name an incident, or a model and its version.")
            : await RetrainingSubject.OfAsync(db, model, version, ct) is { } subject ? subject
            : Refusal.NotFound($"Version {version} of {model}");
    }
}
