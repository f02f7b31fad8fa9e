using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Compliance;

/// <param name="Challenger">The number of the version that stands beside it while a rollout runs.</param>
/// <param name="ChallengerShare">In percent.</param>
/// <param name="StartedBy">Who decided, or rolled back; null for the portal itself.</param>
public sealed record LiveNowRow(
    string Environment, EnvironmentPurpose Purpose, string Region, string Model, RiskClass RiskClass, int Number, VersionId VersionId, DateTimeOffset Since, DeploymentCause Cause, string? StartedBy,
    int? Challenger, int? ChallengerShare);

/// <summary>What answers right now, production first.</summary>
public sealed class LiveNow(PortalDatabase database)
{
    public async Task<IReadOnlyList<LiveNowRow>> ReadAsync(Actor actor, int most, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var (environments, models, versions, deployments, members) = (db.Environments, db.Models, db.Versions, db.Deployments, db.Members);
        return await (
            from live in db.LiveDeployments.AsNoTracking()
            join environment in environments on live.EnvironmentId equals environment.Id
            join model in models on live.ModelId equals model.Id
            join version in versions on live.VersionId equals version.Id
            join deployment in deployments on live.DeploymentId equals deployment.Id
            orderby environment.Purpose == EnvironmentPurpose.Production ? 0 : environment.Purpose == EnvironmentPurpose.Staging ? 1 : 2, live.Since descending
            select new LiveNowRow(
                environment.Name, environment.Purpose, environment.Region, model.Name, model.RiskClass, version.Number, version.Id, live.Since, deployment.Cause,
                members.Where(member => member.Id == deployment.StartedBy).Select(member => member.Name).FirstOrDefault(),
                versions.Where(other => other.Id == live.ChallengerVersionId).Select(other => (int?)other.Number).FirstOrDefault(), live.ChallengerShare))
            .Take(most).ToListAsync(ct);
    }
}
