using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

/// <summary>A rollout with the names of what it is about, as its acts need it.</summary>
internal sealed record FleetFacts(FleetRollout Rollout, string Environment, string Model, int Version)
{
    public AuditSubject Subject => new("fleet-rollout", Rollout.Id.ToString(), $"{Model} version {Version} in {Environment}");

    /// <summary>The newest of a model in an environment, tracked; null when there is none.</summary>
    public static async Task<FleetFacts?> FindAsync(PortalDbContext db, string environment, string model, CancellationToken ct)
    {
        var (place, name) = (Names.Normalize(environment), Names.Normalize(model));
        var environments = db.Environments.Where(row => row.NormalizedName == place);
        var models = db.Models.Where(row => row.NormalizedName == name);
        return await OfAsync(
            db,
            await db.FleetRollouts.Include(row => row.Waves).Where(row => environments.Any(one => one.Id == row.EnvironmentId) && models.Any(one => one.Id == row.ModelId))
                .OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct),
            ct);
    }

    public static async Task<FleetFacts?> FindAsync(PortalDbContext db, FleetRolloutId id, CancellationToken ct) =>
        await OfAsync(db, await db.FleetRollouts.Include(row => row.Waves).SingleOrDefaultAsync(row => row.Id == id, ct), ct);

    /// <summary>Counts the devices of the wave that runs.</summary>
    public async Task<WaveCounts> CountAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct) =>
        FleetSteps.Current(Rollout) is { } wave && (await FleetCounting.ReadAsync(db, Rollout, Version, now, ct)).TryGetValue(wave.GroupId, out var counts) ? counts : WaveCounts.None;

    /// <summary>For the trail and for whoever hears of it.</summary>
    public JsonObject Describe() => new()
    {
        ["rolloutId"] = Rollout.Id.ToString(),
        ["environmentId"] = Rollout.EnvironmentId.ToString(),
        ["environment"] = Environment,
        ["modelId"] = Rollout.ModelId.ToString(),
        ["model"] = Model,
        ["version"] = Version,
        ["deploymentId"] = Rollout.DeploymentId.ToString(),
    };

    private static async Task<FleetFacts?> OfAsync(PortalDbContext db, FleetRollout? rollout, CancellationToken ct) => rollout is null ? null : new FleetFacts(
        rollout,
        await db.Environments.Where(row => row.Id == rollout.EnvironmentId).Select(row => row.Name).SingleAsync(ct),
        await db.Models.Where(row => row.Id == rollout.ModelId).Select(row => row.Name).SingleAsync(ct),
        await db.Versions.Where(row => row.Id == rollout.VersionId).Select(row => row.Number).SingleAsync(ct));
}
