using Portal.Core.Audit;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <summary>Tells, once for each, that a follow-up was not completed in time: later rooms open an incident for it.</summary>
public sealed class TellOverdue(AuditTrail trail)
{
    private const int Most = 100;

    /// <returns>How many were told.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (DeadlineRules.RefusesOtherThanJob(unit.Actor) is { } forbidden)
        {
            return await unit.RefuseAsync("follow-up.tell-overdue", new AuditSubject("follow-up", "overdue", "overdue follow-ups"), forbidden, ct);
        }

        var overdue = await unit.Db.FollowUps.Where(row => row.DoneAt == null && row.OverdueAt == null && row.DueAt <= unit.Now).OrderBy(row => row.Number).Take(Most).ToListAsync(ct);
        foreach (var followUp in overdue)
        {
            followUp.OverdueAt = unit.Now;
            unit.Record("follow-up.overdue", FollowUpStaging.Subject(followUp), followUp.What);
            FollowUpStaging.Tell(unit, "follow-up.overdue", followUp);
        }

        return overdue.Count == 0 ? 0 : await unit.CommitAsync(overdue.Count, ct);
    }
}
