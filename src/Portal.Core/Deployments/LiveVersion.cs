using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Revision">Raised by every switch: what an ETag says.</param>
public sealed record LiveAnswer(
    string Environment, string Model, int Version, VersionId VersionId, Digest Digest, long Length, DeploymentId Deployment, DateTimeOffset Since, long Revision);

/// <summary>What is live of one model in one environment: one indexed read.</summary>
public sealed class LiveVersion(PortalDatabase database)
{
    public async Task<Outcome<LiveAnswer>> FindAsync(Actor actor, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        await using var db = database.Open(actor.Tenant);
        var found = await (
            from live in db.LiveDeployments.AsNoTracking()
            join place in db.Environments on live.EnvironmentId equals place.Id
            join what in db.Models on live.ModelId equals what.Id
            join version in db.Versions on live.VersionId equals version.Id
            where place.NormalizedName == environmentName && what.NormalizedName == modelName
            select new LiveAnswer(place.Name, what.Name, version.Number, version.Id, version.Digest, version.Length, live.DeploymentId, live.Since, live.Revision)).SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound($"A live version of {model} in {environment}") : found;
    }
}

/// <param name="RegionAllowed">False when the model's regions were narrowed after it went live.</param>
/// <param name="PromotionNumber">Of the promotion that allowed it: P-12.</param>
public sealed record LiveRow(
    EnvironmentId EnvironmentId, string Environment, EnvironmentPurpose Purpose, ModelId ModelId, string Model, RiskClass RiskClass, int Version, VersionId VersionId, Digest Digest,
    DateTimeOffset Since, string By, DeploymentCause Cause, int PromotionNumber, string Reason, bool RegionAllowed, long Revision);

/// <summary>What is live: in one environment, of one model, or in the whole tenant. One row for a model in an environment.</summary>
public sealed class LiveList(PortalDatabase database)
{
    public const int Most = 1000;

    public async Task<IReadOnlyList<LiveRow>> ReadAsync(Actor actor, string? environment, string? model, CancellationToken ct)
    {
        var (environmentName, modelName) = (environment is null ? null : Names.Normalize(environment), model is null ? null : Names.Normalize(model));
        await using var db = database.Open(actor.Tenant);
        var rows = await (
            from live in db.LiveDeployments.AsNoTracking()
            join deployment in db.Deployments on live.DeploymentId equals deployment.Id
            join place in db.Environments on live.EnvironmentId equals place.Id
            join what in db.Models on live.ModelId equals what.Id
            join version in db.Versions on live.VersionId equals version.Id
            join promotion in db.Promotions on deployment.PromotionId equals promotion.Id
            join member in db.Members on deployment.StartedBy equals member.Id
            where (environmentName == null || place.NormalizedName == environmentName) && (modelName == null || what.NormalizedName == modelName)
            orderby place.NormalizedName, what.NormalizedName
            select new { live, deployment, place, what, version.Number, version.Digest, Promotion = promotion.Number, member.Email }).Take(Most).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new LiveRow(
                row.place.Id, row.place.Name, row.place.Purpose, row.what.Id, row.what.Name, row.what.RiskClass, row.Number, row.live.VersionId, row.Digest,
                row.live.Since, row.Email, row.deployment.Cause, row.Promotion, row.deployment.Reason,
                PlacementRules.Allows(row.what.AllowedRegions, row.place.Region), row.live.Revision)),
        ];
    }
}
