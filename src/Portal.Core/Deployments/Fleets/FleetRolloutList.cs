using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Model">The name of one model.</param>
public sealed record FleetRolloutListRequest(PageRequest Page, string Environment, string? Model = null);

/// <param name="Complete">How many of its waves are complete.</param>
public sealed record FleetRolloutRow(
    FleetRolloutId Id, int Number, string Model, int Version, int? Former, FleetRolloutState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Reason, int Waves, int Complete);

/// <summary>All rollouts of an edge environment, the newest first.</summary>
public sealed class FleetRolloutList(PortalDatabase database)
{
    public async Task<Outcome<Page<FleetRolloutRow>>> ReadAsync(Actor actor, FleetRolloutListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        if (await FleetPlace.FindAsync(db, request.Environment, ct) is not { } place)
        {
            return FleetPlace.NoEnvironment(request.Environment);
        }

        var (models, versions, waves) = (db.Models, db.Versions, db.FleetWaves);
        var rows = db.FleetRollouts.AsNoTracking().Where(row => row.EnvironmentId == place.Id);
        if (request.Model is { Length: > 0 } model)
        {
            var name = Names.Normalize(model);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        return await rows.NewestFirstAsync(
            row => row.StartedAt,
            row => row.Id,
            row => new FleetRolloutRow(
                row.Id, row.Number,
                models.Where(one => one.Id == row.ModelId).Select(one => one.Name).First(),
                versions.Where(one => one.Id == row.VersionId).Select(one => one.Number).First(),
                versions.Where(one => one.Id == row.FormerVersionId).Select(one => (int?)one.Number).FirstOrDefault(),
                row.State, row.StartedAt, row.EndedAt, row.Reason,
                waves.Count(wave => wave.RolloutId == row.Id),
                waves.Count(wave => wave.RolloutId == row.Id && wave.State == FleetWaveState.Complete)),
            request.Page,
            ct);
    }
}
