using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>A model in an environment, and what is live of it there: what every rollback starts from.</summary>
internal sealed record RollbackPlace(Environment Environment, Model Model, LiveDeployment? Live, int LiveNumber)
{
    public string Name => $"{Model.Name} in {Environment.Name}";

    /// <summary>Null when there is no such model or environment.</summary>
    public static async Task<RollbackPlace?> FindAsync(PortalDbContext db, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        return await OfAsync(
            db,
            await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct),
            await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct),
            ct);
    }

    public static async Task<RollbackPlace?> FindAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) => await OfAsync(
        db,
        await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == environment, ct),
        await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Id == model, ct),
        ct);

    private static async Task<RollbackPlace?> OfAsync(PortalDbContext db, Environment? environment, Model? model, CancellationToken ct)
    {
        if (environment is null || model is null)
        {
            return null;
        }

        var live = await db.LiveDeployments.AsNoTracking().SingleOrDefaultAsync(row => row.EnvironmentId == environment.Id && row.ModelId == model.Id, ct);
        var number = live is null ? 0 : await db.Versions.Where(row => row.Id == live.VersionId).Select(row => row.Number).SingleAsync(ct);
        return new RollbackPlace(environment, model, live, number);
    }
}

/// <summary>The file of a chosen version, looked at before the tenant's line is held: hashing a large one takes long.</summary>
internal sealed record CheckedFile(Digest Digest, bool IsWhole);
