using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Registry;

namespace Portal.Core.Deployments;

/// <summary>The only code that changes what is live: ends what was, begins what is, and moves the one live row, in the caller's unit.</summary>
internal static class LiveSwitch
{
    /// <summary>The version becomes the champion at once; a rollout that runs there has nothing to take over from any more.</summary>
    /// <returns>The new deployment.</returns>
    public static async Task<Deployment> StageAsync(UnitOfWork unit, LiveChange change, CancellationToken ct)
    {
        var live = await FindAsync(unit, change, ct);
        if (live is not null)
        {
            await RolloutSteps.SupersedeAsync(unit, live, change, ct);
            await EndAsync(unit, change, live.DeploymentId, ct);
        }

        var deployment = Add(unit, change, unit.Now);
        Move(unit, live, deployment);
        await LiveApprovals.FollowAsync(unit, change.Live, change.Name, Allowing(change), ct);
        Tell(unit, "deployment.started", deployment.Id, change.VersionNumber, change, change.Reason);
        return deployment;
    }

    /// <summary>The version stands beside the champion, with the first share.</summary>
    public static Deployment BeginChallenger(UnitOfWork unit, LiveDeployment live, LiveChange change, RolloutStrategy mode, int share)
    {
        var deployment = Add(unit, change, championSince: null);
        (live.ChallengerDeploymentId, live.ChallengerVersionId, live.ChallengerShare, live.ChallengerMode) = (deployment.Id, deployment.VersionId, share, mode);
        Tell(unit, "deployment.started", deployment.Id, change.VersionNumber, change, change.Reason);
        return deployment;
    }

    public static void SetShare(LiveDeployment live, int share) => live.ChallengerShare = share;

    /// <summary>The challenger becomes the champion, in one update of the row.</summary>
    public static async Task TakeOverAsync(UnitOfWork unit, LiveDeployment live, LiveChange change, CancellationToken ct)
    {
        await EndAsync(unit, change, live.DeploymentId, ct);
        var challenger = await unit.Db.Deployments.SingleAsync(row => row.Id == live.ChallengerDeploymentId, ct);
        challenger.ChampionSince = unit.Now;
        (live.DeploymentId, live.VersionId, live.Since) = (challenger.Id, challenger.VersionId, unit.Now);
        DropChallenger(live);
        await LiveApprovals.FollowAsync(unit, change.Live, change.Name, Allowing(change), ct);
    }

    /// <summary>The challenger goes; the champion stays.</summary>
    public static async Task EndChallengerAsync(UnitOfWork unit, LiveDeployment live, LiveChange change, CancellationToken ct)
    {
        await EndAsync(unit, change, live.ChallengerDeploymentId!.Value, ct);
        DropChallenger(live);
    }

    public static Task<LiveDeployment?> FindAsync(UnitOfWork unit, LiveChange change, CancellationToken ct) =>
        unit.Db.LiveDeployments.SingleOrDefaultAsync(row => row.EnvironmentId == change.Environment && row.ModelId == change.Model, ct);

    /// <summary>A rollback goes back to what was approved there last, which may be a renewal of the promotion that it names.</summary>
    private static PromotionId? Allowing(LiveChange change) => change.Cause == DeploymentCause.Promotion ? change.Promotion : null;

    private static Deployment Add(UnitOfWork unit, LiveChange change, DateTimeOffset? championSince)
    {
        var deployment = new Deployment
        {
            TenantId = unit.Actor.Tenant,
            Id = DeploymentId.New(),
            EnvironmentId = change.Environment,
            ModelId = change.Model,
            VersionId = change.Version,
            Cause = change.Cause,
            PromotionId = change.Promotion,
            OriginId = change.Origin,
            Reason = change.Reason,
            StartedBy = change.StartedBy,
            Incident = change.Incident,
            StartedAt = unit.Now,
            ChampionSince = championSince,
        };
        unit.Db.Deployments.Add(deployment);
        return deployment;
    }

    private static async Task EndAsync(UnitOfWork unit, LiveChange change, DeploymentId id, CancellationToken ct)
    {
        var ended = await unit.Db.Deployments.SingleAsync(row => row.Id == id, ct);
        ended.EndedAt = unit.Now;
        var number = await unit.Db.Versions.Where(row => row.Id == ended.VersionId).Select(row => row.Number).SingleAsync(ct);
        Tell(unit, "deployment.ended", ended.Id, number, change, null);
    }

    private static void DropChallenger(LiveDeployment live) =>
        (live.ChallengerDeploymentId, live.ChallengerVersionId, live.ChallengerShare, live.ChallengerMode) = (null, null, null, null);

    private static void Move(UnitOfWork unit, LiveDeployment? live, Deployment deployment)
    {
        if (live is null)
        {
            unit.Db.LiveDeployments.Add(new LiveDeployment
            {
                TenantId = deployment.TenantId,
                EnvironmentId = deployment.EnvironmentId,
                ModelId = deployment.ModelId,
                DeploymentId = deployment.Id,
                VersionId = deployment.VersionId,
                Since = deployment.StartedAt,
            });
            return;
        }

        (live.DeploymentId, live.VersionId, live.Since) = (deployment.Id, deployment.VersionId, deployment.StartedAt);
    }

    private static void Tell(UnitOfWork unit, string action, DeploymentId id, int version, LiveChange change, string? reason)
    {
        unit.Record(action, new AuditSubject("deployment", id.ToString(), change.NameOf(version)), reason, new JsonObject
        {
            ["environment"] = change.EnvironmentName,
            ["model"] = change.ModelName,
            ["version"] = version,
            ["cause"] = change.Cause.ToString(),
        });
        unit.Tell(action, new JsonObject
        {
            ["deploymentId"] = id.ToString(),
            ["environmentId"] = change.Environment.ToString(),
            ["modelId"] = change.Model.ToString(),
            ["version"] = version,
        });
    }
}
