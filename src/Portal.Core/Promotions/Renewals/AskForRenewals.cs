using Portal.Core.Audit;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Renewals;

/// <summary>Asks, once for each approval, that what is live is approved again before its evidence is too old.</summary>
public sealed class AskForRenewals(AuditTrail trail)
{
    private const int Most = 100;

    /// <returns>How many were asked for.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (DeadlineRules.RefusesOtherThanJob(unit.Actor) is { } forbidden)
        {
            return await unit.RefuseAsync("renewal.ask", new AuditSubject("follow-up", "renewals", "renewals"), forbidden, ct);
        }

        var aging = await unit.Db.LiveApprovals.Where(row => row.FollowUpId == null && row.RenewFrom <= unit.Now).OrderBy(row => row.RenewFrom).Take(Most).ToListAsync(ct);
        foreach (var approval in aging)
        {
            var evidence = await unit.Db.Promotions.Where(row => row.Id == approval.PromotionId).Select(row => row.Evidence).SingleAsync(ct);
            await LiveApprovals.AskAsync(unit, approval, FrozenEvidence.Parse(evidence), ct);
        }

        return aging.Count == 0 ? 0 : await unit.CommitAsync(aging.Count, ct);
    }
}
