using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>What is told when a rollout was taken back, by a person or by the portal: the same words in the trail, the same message.</summary>
internal static class FleetEnds
{
    public const string TakenBackKind = "fleet.taken-back";

    public static void TakenBack(UnitOfWork unit, FleetFacts facts, MemberId? by)
    {
        unit.Record(TakenBackKind, facts.Subject, facts.Rollout.Reason, facts.Describe());
        var said = facts.Describe();
        (said["reason"], said["by"]) = (facts.Rollout.Reason, by?.ToString());
        unit.Tell(TakenBackKind, said);
    }
}
