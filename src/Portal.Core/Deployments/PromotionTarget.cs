using System.Linq.Expressions;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>What promotions may know of environments, and how an approved one becomes live.</summary>
internal sealed class PromotionTarget : IPromotionTarget
{
    public async Task<PromotionPlace?> FindAsync(PortalDbContext db, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        return (await PlacesAsync(db, row => row.NormalizedName == normalized, ct)).SingleOrDefault();
    }

    public async Task<IReadOnlyDictionary<EnvironmentId, PromotionPlace>> FindAsync(PortalDbContext db, IReadOnlyCollection<EnvironmentId> ids, CancellationToken ct) =>
        (await PlacesAsync(db, row => ids.Contains(row.Id), ct)).ToDictionary(place => place.Id);

    public Task<VersionId?> ChampionAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        db.LiveDeployments.Where(row => row.EnvironmentId == environment && row.ModelId == model).Select(row => (VersionId?)row.VersionId).SingleOrDefaultAsync(ct);

    public Refusal? RefusesRegion(PromotionPlace place, string model, IReadOnlyList<string> allowedRegions) =>
        PlacementRules.Refuses(model, allowedRegions, place.Name, place.Region);

    public Task DeployAsync(UnitOfWork unit, PromotedVersion promoted, CancellationToken ct) =>
        LiveSwitch.StageAsync(
            unit,
            new Switch(promoted.Place.Id, promoted.Model, promoted.Version, DeploymentCause.Promotion, promoted.Promotion, promoted.Reason, promoted.StartedBy),
            ct);

    private static async Task<IReadOnlyList<PromotionPlace>> PlacesAsync(PortalDbContext db, Expression<Func<Environment, bool>> which, CancellationToken ct)
    {
        var rows = await db.Environments.AsNoTracking().Where(which).ToListAsync(ct);
        return [.. rows.Select(row => new PromotionPlace(row.Id, row.Name, row.Purpose, row.Placement.InWords(), row.Region))];
    }
}
