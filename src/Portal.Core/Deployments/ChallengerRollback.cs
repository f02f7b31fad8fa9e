using Portal.Core.Audit;
using Portal.Core.Deployments.Rollouts;

namespace Portal.Core.Deployments;

/// <summary>What a rollback does while a rollout runs: the challenger goes, the champion stays.</summary>
internal static class ChallengerRollback
{
    /// <param name="incident">The one that the portal answers; null for a person.</param>
    public static async Task<Outcome<RolledBack>> CommitAsync(UnitOfWork unit, RollbackPlace place, string reason, int? incident, CancellationToken ct)
    {
        if (await RolloutPlace.FindAsync(unit.Db, place.Environment.Id, place.Model.Id, ct) is not { } rollout)
        {
            return Refusal.Stale("What is live");
        }

        await RolloutSteps.TakeBackAsync(unit, rollout, reason, incident, ct);
        return await unit.CommitAsync(new RolledBack(rollout.Live.DeploymentId, rollout.Challenger.Number, rollout.ChampionNumber), ct);
    }
}
