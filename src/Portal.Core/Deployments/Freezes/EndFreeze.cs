using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Freezes;

/// <param name="Revision">Of the freeze as the person saw it; null takes it as it is.</param>
public sealed record EndFreezeRequest(FreezeId Id, string Reason, long? Revision = null);

/// <summary>Ends a freeze before its time, or calls it off before it begins. What has happened stays in the calendar.</summary>
public sealed class EndFreeze(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EndFreezeRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Freezes.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } freeze)
        {
            return Refusal.NotFound("This freeze");
        }

        var subject = new AuditSubject("freeze", freeze.Id.ToString(), freeze.Name);
        if (unit.Refuses(Permission.PlanFreezes) is { } forbidden)
        {
            return await unit.RefuseAsync("freeze.end", subject, forbidden, ct);
        }

        if (Portal.Core.Storage.Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (request.Revision is { } seen && seen != freeze.Revision)
        {
            return Refusal.Stale("This freeze");
        }

        var state = FreezeRules.StateAt(freeze.From, freeze.Until, freeze.EndedAt, unit.Now);
        if (state is FreezeState.Past or FreezeState.CalledOff)
        {
            return new Refusal(RefusalKind.Conflict, "freeze.over", $"{freeze.Name} is over already.", "There is nothing to end.");
        }

        (freeze.EndedAt, freeze.EndedBy) = (unit.Now, unit.Actor.Member);
        unit.Record("freeze.ended", subject, request.Reason.Trim(), new JsonObject
        {
            ["calledOff"] = state == FreezeState.Upcoming,
            ["from"] = AuditChain.Instant(freeze.From),
            ["until"] = AuditChain.Instant(freeze.Until),
        });
        unit.Tell("freeze.ended", new JsonObject { ["freezeId"] = freeze.Id.ToString(), ["name"] = freeze.Name, ["environmentId"] = freeze.EnvironmentId?.ToString(), ["purpose"] = freeze.Purpose?.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }
}
