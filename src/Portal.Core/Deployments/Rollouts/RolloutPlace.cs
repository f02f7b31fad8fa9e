using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>A rollout that runs, with what is live where it runs: what every act on it starts from. Tracked.</summary>
internal sealed record RolloutPlace(Environment Environment, Model Model, LiveDeployment Live, Rollout Rollout, Version Challenger, int ChampionNumber)
{
    public string Name => $"{Model.Name} version {Challenger.Number} in {Environment.Name}";

    public RolloutStep Step => new(Rollout.Strategy, Rollout.Shares, Rollout.Step, Rollout.State, Rollout.DueAt);

    /// <summary>Null when no rollout runs there, as when there is no such model or environment.</summary>
    public static async Task<RolloutPlace?> FindAsync(PortalDbContext db, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        var (environments, models) = (db.Environments, db.Models);
        return await OfAsync(
            db,
            db.LiveDeployments.Where(row =>
                environments.Any(one => one.Id == row.EnvironmentId && one.NormalizedName == environmentName) && models.Any(one => one.Id == row.ModelId && one.NormalizedName == modelName)),
            ct);
    }

    public static Task<RolloutPlace?> FindAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        OfAsync(db, db.LiveDeployments.Where(row => row.EnvironmentId == environment && row.ModelId == model), ct);

    /// <param name="reason">Why it is changed.</param>
    public LiveChange Change(string reason) => new(
        Environment.Id, Environment.Name, Model.Id, Model.Name, Challenger.Id, Challenger.Number, DeploymentCause.Promotion, Rollout.PromotionId, reason, StartedBy: null);

    private static async Task<RolloutPlace?> OfAsync(PortalDbContext db, IQueryable<LiveDeployment> rows, CancellationToken ct)
    {
        if (await rows.Where(row => row.ChallengerDeploymentId != null).SingleOrDefaultAsync(ct) is not { } live)
        {
            return null;
        }

        return new RolloutPlace(
            await db.Environments.AsNoTracking().SingleAsync(row => row.Id == live.EnvironmentId, ct),
            await db.Models.AsNoTracking().SingleAsync(row => row.Id == live.ModelId, ct),
            live,
            await db.Rollouts.Include(row => row.Moves).SingleAsync(row => row.DeploymentId == live.ChallengerDeploymentId, ct),
            await db.Versions.AsNoTracking().SingleAsync(row => row.Id == live.ChallengerVersionId, ct),
            await db.Versions.Where(row => row.Id == live.VersionId).Select(row => row.Number).SingleAsync(ct));
    }
}
