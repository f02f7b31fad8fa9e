using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>Takes a delegation back before its end. What was decided meanwhile stands.</summary>
public sealed class EndDelegation(AuditTrail trail)
{
    private const string Act = "delegation.end";

    public async Task<Outcome<Done>> RunAsync(Actor actor, DelegationId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Delegations.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } delegation)
        {
            return Refusal.NotFound("This delegation");
        }

        var name = await unit.Db.Members.Where(row => row.Id == delegation.From).Select(row => row.Name).SingleAsync(ct);
        var subject = new AuditSubject("member", delegation.From.ToString(), name);
        if (unit.Actor.Member != delegation.From && unit.Refuses(Permission.ManageMembers) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (delegation.EndedAt is not null || delegation.Until <= unit.Now)
        {
            return new Refusal(RefusalKind.Conflict, "delegation.ended", "This delegation has ended already.", "There is nothing to take back.");
        }

        delegation.EndedAt = unit.Now;
        unit.Record("delegation.ended", subject);
        return await unit.CommitAsync(default(Done), ct);
    }
}
