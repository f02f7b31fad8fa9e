using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>A model in an environment with its past.</summary>
/// <param name="Past">Oldest first; the last one is live.</param>
internal sealed record RollbackPlace(Environment Environment, Model Model, LiveDeployment? Live, IReadOnlyList<PastDeployment> Past)
{
    private const int Most = 1000;

    public string InWords => $"in {Environment.Name}";

    public AuditSubject Subject => new("environment", Environment.Id.ToString(), $"{Model.Name} in {Environment.Name}");

    public static async Task<Outcome<RollbackPlace>> FindAsync(PortalDbContext db, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        var place = await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct);
        if (place is null)
        {
            return Refusal.NotFound($"The environment {environment}");
        }

        var what = await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct);
        if (what is null)
        {
            return Refusal.NotFound($"The model {model}");
        }

        var live = await db.LiveDeployments.AsNoTracking().SingleOrDefaultAsync(row => row.EnvironmentId == place.Id && row.ModelId == what.Id, ct);
        return new RollbackPlace(place, what, live, await PastAsync(db, place.Id, what.Id, ct));
    }

    /// <summary>The newest of them are enough: nobody goes back further than a thousand deployments.</summary>
    private static async Task<IReadOnlyList<PastDeployment>> PastAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct)
    {
        var newest = await (
            from deployment in db.Deployments.AsNoTracking()
            join version in db.Versions on deployment.VersionId equals version.Id
            where deployment.EnvironmentId == environment && deployment.ModelId == model
            orderby deployment.StartedAt descending, deployment.EndedAt == null descending, deployment.Id descending
            select new PastDeployment(version.Id, version.Number, deployment.Cause)).Take(Most).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }
}
