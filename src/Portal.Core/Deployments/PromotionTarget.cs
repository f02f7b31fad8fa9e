using System.Linq.Expressions;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Deployments;

/// <summary>Environments and what is live in them, as promotions ask for it.</summary>
internal sealed class PromotionTarget(ArtifactStore store) : IPromotionTarget
{
    private static readonly Expression<Func<Environment, PromotionPlace>> s_place =
        row => new PromotionPlace(row.Id, row.Name, row.Purpose, row.Placement.ToString(), row.Region);

    public async Task<PromotionPlace?> FindAsync(PortalDbContext db, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        return await db.Environments.AsNoTracking().Where(row => row.NormalizedName == normalized).Select(s_place).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyDictionary<EnvironmentId, PromotionPlace>> FindAsync(PortalDbContext db, IReadOnlyCollection<EnvironmentId> ids, CancellationToken ct) =>
        await db.Environments.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(s_place).ToDictionaryAsync(place => place.Id, ct);

    public async Task<VersionId?> ChampionAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        await db.LiveDeployments.Where(row => row.EnvironmentId == environment && row.ModelId == model).Select(row => (VersionId?)row.VersionId).SingleOrDefaultAsync(ct);

    public Refusal? RefusesRegion(PromotionPlace place, string model, IReadOnlyList<string> allowedRegions) =>
        PlacementRules.RefusesRegion(place.Name, place.Region, model, allowedRegions);

    public Task<bool> IsFileWholeAsync(TenantId tenant, Digest digest, CancellationToken ct) => store.IsWholeAsync(tenant, digest, ct);

    public async Task DeployAsync(UnitOfWork unit, PromotedVersion promoted, CancellationToken ct) => await LiveSwitch.StageAsync(
        unit,
        new LiveChange(
            promoted.Place.Id, promoted.Place.Name, promoted.Model, promoted.ModelName, promoted.Version, promoted.VersionNumber,
            DeploymentCause.Promotion, promoted.Promotion, promoted.Reason, promoted.StartedBy),
        ct);
}
