using Portal.Core.Deployments;
using Portal.Core.Promotions;
using static Portal.Core.Tests.Promotions.Sequences.Promise;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>What is live, and that each of it was let in by a promotion that was approved.</summary>
internal static class LiveChecker
{
    public static void Check(SequenceRows rows)
    {
        foreach (var live in rows.Live)
        {
            var open = rows.Deployments.Where(row => row.EnvironmentId == live.EnvironmentId && row.ModelId == live.ModelId && row.EndedAt is null).ToDictionary(row => row.Id);
            Holds(open.TryGetValue(live.DeploymentId, out var champion) && champion.VersionId == live.VersionId && champion.ChampionSince is not null, "What is live is no open deployment of that version.");
            Holds(live.ChallengerDeploymentId is not { } challenger || (open.TryGetValue(challenger, out var beside) && beside.VersionId == live.ChallengerVersionId && beside.ChampionSince is null), "The challenger is no open deployment.");
            Holds(open.Count == (live.ChallengerDeploymentId is null ? 1 : 2), $"{open.Count} deployments are open in one place.");
        }

        Holds(rows.Live.Select(row => row.EnvironmentId).Distinct().Count() == rows.Live.Count, "Two versions are live in one place.");
        Holds(rows.Deployments.All(row => row.EndedAt is not null || rows.Live.Any(live => live.EnvironmentId == row.EnvironmentId)), "A deployment is open where nothing is live.");
        foreach (var deployment in rows.Deployments)
        {
            CheckLetIn(rows, deployment);
        }

        var promoted = rows.Deployments.Where(row => row.Cause == DeploymentCause.Promotion).Select(row => row.PromotionId).ToList();
        Holds(promoted.Distinct().Count() == promoted.Count, "One promotion made two deployments.");
        Holds(promoted.Count == rows.Promotions.Count(row => row.State == PromotionState.Approved), "Approved promotions and deployments are not as many.");
    }

    private static void CheckLetIn(SequenceRows rows, Deployment deployment)
    {
        var origin = deployment.Cause == DeploymentCause.Promotion ? deployment : rows.Deployments.SingleOrDefault(row => row.Id == deployment.OriginId);
        Holds(origin is { Cause: DeploymentCause.Promotion } && origin.VersionId == deployment.VersionId && origin.EnvironmentId == deployment.EnvironmentId, "A version was gone back to that no promotion had let in there.");
        Holds(
            rows.Promotions.Any(row => row.Id == origin!.PromotionId && row.State == PromotionState.Approved && row.VersionId == deployment.VersionId && row.EnvironmentId == deployment.EnvironmentId),
            "A version runs that no approved promotion let in.");
    }
}
