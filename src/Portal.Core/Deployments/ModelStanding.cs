using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>What has been done with a model, as changes of it ask.</summary>
internal sealed class ModelStanding : IModelStanding
{
    public async Task<bool> WasJudgedAsync(PortalDbContext db, ModelId model, CancellationToken ct)
    {
        var versions = db.Versions.Where(row => row.ModelId == model);
        return await db.Evaluations.AnyAsync(row => versions.Any(version => version.Id == row.VersionId), ct) || await db.Promotions.AnyAsync(row => row.ModelId == model, ct);
    }

    public async Task<IReadOnlyList<LivePlace>> LivePlacesAsync(PortalDbContext db, ModelId model, CancellationToken ct) => await (
        from live in db.LiveDeployments
        join environment in db.Environments on live.EnvironmentId equals environment.Id
        where live.ModelId == model
        orderby environment.NormalizedName
        select new LivePlace(environment.Name, environment.Region, environment.AllowedClassifications)).ToListAsync(ct);
}
