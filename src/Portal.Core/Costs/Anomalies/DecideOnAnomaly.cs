using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Anomalies;

/// <param name="State">Expected, resolved, or open again.</param>
/// <param name="Revision">Of the anomaly as the person saw it.</param>
public sealed record DecideOnAnomalyRequest(CostAnomalyId Id, long Revision, AnomalyState State, string Reason);

/// <summary>Says what an anomaly was.</summary>
public sealed class DecideOnAnomaly(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DecideOnAnomalyRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.CostAnomalies.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } anomaly)
        {
            return Refusal.NotFound("This anomaly");
        }

        var subject = new AuditSubject("anomaly", anomaly.Id.ToString(), anomaly.Cause);
        if (unit.Refuses(Permission.ManageBudgets, Permission.ManageCosts, Permission.DecideSavings) is { } forbidden)
        {
            return await unit.RefuseAsync("anomaly.decide", subject, forbidden, ct);
        }

        if ((Choices.Refuses("state", request.State) ?? Texts.RefusesReason(request.Reason) ?? (request.Revision != anomaly.Revision ? Refusal.Stale("This anomaly") : null)
            ?? (request.State == anomaly.State ? new(RefusalKind.Conflict, "anomaly.same", "It is so already.", "There is nothing to change.") : null)) is { } invalid)
        {
            return invalid;
        }

        (anomaly.State, anomaly.Reason, anomaly.DecidedBy, anomaly.DecidedAt) = (request.State, request.Reason.Trim(), unit.Actor.Member, unit.Now);
        unit.Record("anomaly.decided", subject, request.Reason.Trim(), new JsonObject { ["state"] = request.State.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }
}
