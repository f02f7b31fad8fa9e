using System.Linq.Expressions;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Deployments;

/// <summary>Environments and what is live in them, as promotions ask for it.</summary>
internal sealed class PromotionTarget(ArtifactStore store) : IPromotionTarget
{
    private static readonly Expression<Func<Environment, PromotionPlace>> s_place =
        row => new PromotionPlace(row.Id, row.Name, row.Purpose, row.Placement.ToString(), row.Region) { AllowedClassifications = row.AllowedClassifications, HasFleet = row.Placement == EnvironmentPlacement.Edge };

    public async Task<PromotionPlace?> FindAsync(PortalDbContext db, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        return await db.Environments.AsNoTracking().Where(row => row.NormalizedName == normalized).Select(s_place).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyDictionary<EnvironmentId, PromotionPlace>> FindAsync(PortalDbContext db, IReadOnlyCollection<EnvironmentId> ids, CancellationToken ct) =>
        await db.Environments.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(s_place).ToDictionaryAsync(place => place.Id, ct);

    public async Task<VersionId?> ChampionAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        await db.LiveDeployments.Where(row => row.EnvironmentId == environment && row.ModelId == model).Select(row => (VersionId?)row.VersionId).SingleOrDefaultAsync(ct);

    public async Task<VersionId?> ChallengerAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        await db.LiveDeployments.Where(row => row.EnvironmentId == environment && row.ModelId == model).Select(row => row.ChallengerVersionId).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlySet<(EnvironmentId Environment, VersionId Version)>> LiveAmongAsync(PortalDbContext db, IReadOnlyCollection<VersionId> versions, CancellationToken ct)
    {
        VersionId?[] asked = [.. versions.Select(version => (VersionId?)version)];
        var rows = await db.LiveDeployments.AsNoTracking().Where(row => asked.Contains(row.VersionId) || asked.Contains(row.ChallengerVersionId))
            .Select(row => new { row.EnvironmentId, row.VersionId, row.ChallengerVersionId }).ToListAsync(ct);
        return rows.SelectMany(row => new[] { (row.EnvironmentId, (VersionId?)row.VersionId), (row.EnvironmentId, row.ChallengerVersionId) })
            .Where(pair => asked.Contains(pair.Item2)).Select(pair => (pair.EnvironmentId, pair.Item2!.Value)).ToHashSet();
    }

    public Refusal? RefusesPlace(PromotionPlace place, string model, IReadOnlyList<string> allowedRegions, DataClassification classification) =>
        PlacementRules.RefusesRegion(place.Name, place.Region, model, allowedRegions)
        ?? PlacementRules.RefusesClassification(place.Name, place.AllowedClassifications, model, classification);

    public Task<Refusal?> RefusesFreezeAsync(PortalDbContext db, PromotionPlace place, DateTimeOffset at, CancellationToken ct) =>
        FreezeSearch.RefusesAsync(db, place.Id, place.Purpose, place.Name, at, ct);

    public Task<bool> WasLiveInAsync(PortalDbContext db, VersionId version, EnvironmentPurpose purpose, CancellationToken ct)
    {
        var environments = db.Environments.Where(row => row.Purpose == purpose);
        return db.Deployments.AnyAsync(row => row.VersionId == version && row.ChampionSince != null && environments.Any(environment => environment.Id == row.EnvironmentId), ct);
    }

    public async Task<RollbackPlan> RollbackPlanAsync(PortalDbContext db, TenantId tenant, EnvironmentId environment, ModelId model, CancellationToken ct)
    {
        if (await RollbackPlace.FindAsync(db, environment, model, ct) is not { } place)
        {
            throw new InvalidOperationException("A rollback plan was asked for a model or an environment that is not there.");
        }

        if (place.Live is not { } live)
        {
            return RollbackPlans.Judge(place, artifactWhole: false);
        }

        var digest = await db.Versions.Where(row => row.Id == live.VersionId).Select(row => row.Digest).SingleAsync(ct);
        return RollbackPlans.Judge(place, await store.IsWholeAsync(tenant, digest, ct));
    }

    public Task<bool> IsFileWholeAsync(TenantId tenant, Digest digest, CancellationToken ct) => store.IsWholeAsync(tenant, digest, ct);

    public async Task DeployAsync(UnitOfWork unit, PromotedVersion promoted, CancellationToken ct) => await RolloutSteps.StartAsync(
        unit,
        new LiveChange(
            promoted.Place.Id, promoted.Place.Name, promoted.Model, promoted.ModelName, promoted.Version, promoted.VersionNumber,
            DeploymentCause.Promotion, promoted.Promotion, promoted.Reason, promoted.StartedBy),
        promoted.Rollout,
        ct);
}
