using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

public sealed record CommentOnIncidentRequest(int Number, string Text);

/// <summary>Adds what somebody found out to an incident's timeline, whatever its state.</summary>
public sealed class CommentOnIncident(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, CommentOnIncidentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await HandledIncident.TakeAsync(unit, request.Number, revision: null, IncidentAct.Comment, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return Refusal.Invalid("text", "Write what you found out.");
        }

        if (Texts.Refuses("text", request.Text, Texts.LongestReason) is { } invalid)
        {
            return invalid;
        }

        IncidentTimeline.Add(unit, taken.Value.Id, IncidentEventKind.Commented, request.Text.Trim());
        unit.Record("incident.commented", IncidentTexts.Subject(taken.Value), request.Text.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
