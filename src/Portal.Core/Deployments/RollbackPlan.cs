using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="LastLiveUntil">When it last stopped being live there.</param>
/// <param name="Whole">Its file is in the store; that every byte is right is checked when somebody rolls back.</param>
public sealed record RollbackChoice(int Version, VersionId VersionId, DateTimeOffset? LastLiveUntil, bool Whole);

/// <param name="Live">The number that is live now.</param>
/// <param name="Previous">Where a rollback goes unless somebody chooses another; null when nothing earlier was live.</param>
/// <param name="Revision">Of what is live, to be sent back with the rollback.</param>
/// <param name="Region">Why nothing can be made live there now; null when the region is allowed.</param>
public sealed record RollbackView(string Environment, string Model, int Live, int? Previous, IReadOnlyList<RollbackChoice> Choices, long Revision, Refusal? Region);

/// <summary>Where a rollback of a model in an environment could go.</summary>
public sealed class RollbackPlan(PortalDatabase database, ArtifactStore artifacts)
{
    private const int Most = 1000;

    public async Task<Outcome<RollbackView>> FindAsync(Actor actor, string environment, string model, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await RollbackPlace.FindAsync(db, environment, model, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var place = found.Value;
        if (place.Live is not { } live)
        {
            return Refusal.NotFound($"A live version of {place.Model.Name} in {place.Environment.Name}");
        }

        var previous = RollbackRules.Previous(place.Past);
        return new RollbackView(
            place.Environment.Name, place.Model.Name, place.Past[^1].Number,
            place.Past.FirstOrDefault(past => past.Version == previous)?.Number,
            await ChoicesAsync(db, actor, place, live, ct), live.Revision,
            PlacementRules.Refuses(place.Model.Name, place.Model.AllowedRegions, place.Environment.Name, place.Environment.Region));
    }

    private async Task<IReadOnlyList<RollbackChoice>> ChoicesAsync(PortalDbContext db, Actor actor, RollbackPlace place, LiveDeployment live, CancellationToken ct)
    {
        var rows = await (
            from deployment in db.Deployments.AsNoTracking()
            join version in db.Versions on deployment.VersionId equals version.Id
            where deployment.EnvironmentId == place.Environment.Id && deployment.ModelId == place.Model.Id && deployment.VersionId != live.VersionId
            orderby deployment.StartedAt descending
            select new { version.Number, version.Id, version.Digest, deployment.EndedAt }).Take(Most).ToListAsync(ct);
        return
        [
            .. rows.DistinctBy(row => row.Id)
                .Select(row => new RollbackChoice(row.Number, row.Id, row.EndedAt, artifacts.Exists(actor.Tenant, row.Digest))),
        ];
    }
}
