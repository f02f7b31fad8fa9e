using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>What every act on a rollout says of where it acts.</summary>
/// <param name="Revision">Of the rollout as the person saw it; null takes it as it is.</param>
internal sealed record RolloutAsked(string Environment, string Model, string Reason, long? Revision);

/// <summary>The first steps of every act on a rollout: find it, authorise, check the form.</summary>
internal static class RolloutDoor
{
    public static async Task<Outcome<RolloutPlace>> EnterAsync(UnitOfWork unit, string act, RolloutAsked asked, Permission permission, bool needsReason, CancellationToken ct)
    {
        if (await RolloutPlace.FindAsync(unit.Db, asked.Environment, asked.Model, ct) is not { } place)
        {
            return RolloutRules.None(asked.Model, asked.Environment);
        }

        if (unit.Refuses(permission) is { } forbidden)
        {
            return await unit.RefuseAsync(act, Subject(place), forbidden, ct);
        }

        if ((needsReason ? Texts.RefusesReason(asked.Reason) : Texts.Refuses("reason", asked.Reason, Texts.LongestReason)) is { } invalid)
        {
            return invalid;
        }

        return asked.Revision is { } seen && seen != place.Rollout.Revision ? Refusal.Stale("This rollout") : place;
    }

    public static AuditSubject Subject(RolloutPlace place) => new("rollout", place.Rollout.Id.ToString(), place.Name);
}
