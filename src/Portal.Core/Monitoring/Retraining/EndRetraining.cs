using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

/// <param name="Reason">Why no version will answer it.</param>
public sealed record EndRetrainingRequest(int Number, string Reason, long? Revision = null);

/// <summary>Ends a request that no version will answer: withdrawn by whoever made it, closed by anybody else who may.</summary>
public sealed class EndRetraining(AuditTrail trail)
{
    public async Task<Outcome<RetrainingState>> RunAsync(Actor actor, EndRetrainingRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.RetrainingRequests.SingleOrDefaultAsync(row => row.Number == request.Number, ct) is not { } found)
        {
            return Refusal.NotFound($"The retraining request {RetrainingRules.Name(request.Number)}");
        }

        var model = await unit.Db.Models.Where(row => row.Id == found.ModelId).Select(row => row.Name).SingleAsync(ct);
        if (unit.Refuses(Permission.HandleIncidents) is { } forbidden)
        {
            return await unit.RefuseAsync("retraining.end", RetrainingOrder.Subject(found, model), forbidden, ct);
        }

        if (request.Revision is { } seen && seen != found.Revision)
        {
            return Refusal.Stale("This retraining request");
        }

        if ((RetrainingRules.RefusesEnd(found.State, found.Number) ?? Texts.RefusesReason(request.Reason)) is { } refusal)
        {
            return refusal;
        }

        var state = found.RequestedBy is { } owner && owner == unit.Actor.Member ? RetrainingState.Withdrawn : RetrainingState.Closed;
        (found.State, found.EndedAt, found.EndedBy, found.EndReason) = (state, unit.Now, unit.Actor.Member, request.Reason.Trim());
        unit.Record($"retraining.{state.ToString().ToLowerInvariant()}", RetrainingOrder.Subject(found, model), request.Reason.Trim());
        return await unit.CommitAsync(state, ct);
    }
}
