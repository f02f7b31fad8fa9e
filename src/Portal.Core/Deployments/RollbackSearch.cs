using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>Finds what a model can be rolled back to: only what was the champion there once.</summary>
internal static class RollbackSearch
{
    /// <summary>
    /// The version that was live when the live one was let in and replaced it. After a rollback this goes further back and never
    /// forward again, to the version that was just taken away.
    /// </summary>
    public static async Task<RollbackChoice?> PreviousAsync(PortalDbContext db, LiveDeployment live, CancellationToken ct)
    {
        var here = Here(db, live.EnvironmentId, live.ModelId);
        var origin = await here.Where(row => row.Id == live.DeploymentId).Select(row => row.OriginId ?? row.Id).SingleAsync(ct);
        var since = await here.Where(row => row.Id == origin).Select(row => row.ChampionSince!.Value).SingleAsync(ct);

        // It ended at the instant at which the other one took over; several may have done so in one instant.
        return await ChoiceAsync(db, here.Where(row => row.EndedAt <= since && row.Id != origin && row.OriginId != origin), ct);
    }

    /// <summary>Null when the version was never live there.</summary>
    public static Task<RollbackChoice?> ChosenAsync(PortalDbContext db, LiveDeployment live, int number, CancellationToken ct)
    {
        var versions = db.Versions;
        return ChoiceAsync(db, Here(db, live.EnvironmentId, live.ModelId).Where(row => versions.Any(version => version.Id == row.VersionId && version.Number == number)), ct);
    }

    private static IQueryable<Deployment> Here(PortalDbContext db, EnvironmentId environment, ModelId model) =>
        db.Deployments.AsNoTracking().Where(row => row.EnvironmentId == environment && row.ModelId == model && row.ChampionSince != null);

    private static Task<RollbackChoice?> ChoiceAsync(PortalDbContext db, IQueryable<Deployment> rows, CancellationToken ct) => (
        from row in rows
        join version in db.Versions on row.VersionId equals version.Id
        orderby row.ChampionSince descending, row.Id descending
        select new RollbackChoice(version.Id, version.Number, version.Digest, row.PromotionId, row.OriginId ?? row.Id)).FirstOrDefaultAsync(ct);
}
