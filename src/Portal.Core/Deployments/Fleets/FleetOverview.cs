using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Devices">Not counting retired ones.</param>
/// <param name="Desired">The number of the version that it is told to run of the model that is looked at; null for none.</param>
public sealed record DeviceGroupRow(DeviceGroupId Id, string Name, string Description, int Order, WaveSettings Settings, int Devices, int? Desired, long Revision);

/// <param name="Counts">As they are now; of a rollout that was taken back or replaced, when the wave ended.</param>
public sealed record FleetWaveRow(string Group, int Position, FleetWaveState State, WaveSettings Settings, DateTimeOffset? StartedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, WaveCounts Counts);

/// <param name="Former">The number of the version before; null when nothing was rolled out before.</param>
/// <param name="Waves">None where everybody was told at once.</param>
/// <param name="Everybody">All devices of the environment, as they are now.</param>
/// <param name="IsLive">Whether its deployment is the one that is live in the environment.</param>
public sealed record FleetRolloutView(
    FleetRolloutId Id, int Number, string Model, int Version, int? Former, FleetRolloutState State, DateTimeOffset StartedAt, DateTimeOffset? PausedAt, DateTimeOffset? EndedAt, string Reason,
    IReadOnlyList<FleetWaveRow> Waves, WaveCounts Everybody, bool IsLive, long Revision)
{
    public bool IsOpen => State is FleetRolloutState.Running or FleetRolloutState.Paused;
}

/// <param name="Models">Whose versions its devices were ever told to run.</param>
/// <param name="Model">The one that is looked at; null when there is none yet.</param>
/// <param name="Rollout">The newest one of that model.</param>
public sealed record FleetView(string Environment, EnvironmentPlacement Placement, string Region, IReadOnlyList<string> Models, string? Model, IReadOnlyList<DeviceGroupRow> Groups, FleetRolloutView? Rollout)
{
    public int Devices => Groups.Sum(group => group.Devices);
}

/// <summary>An edge environment's groups, and how far the newest rollout of a model is.</summary>
public sealed class FleetOverview(PortalDatabase database, TimeProvider clock)
{
    /// <param name="model">Null for the one that was rolled out last.</param>
    public async Task<Outcome<FleetView>> FindAsync(Actor actor, string environment, string? model, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await FleetPlace.FindAsync(db, environment, ct) is not { } place)
        {
            return FleetPlace.NoEnvironment(environment);
        }

        var models = await FleetModels.FindAsync(db, place.Id, model, ct);
        if (model is { Length: > 0 } && models.Chosen is null)
        {
            return Refusal.NotFound($"A rollout of {model} in {place.Name}");
        }

        var rollout = await models.RolloutAsync(db, place.Id, ct);
        var numbers = await NumbersAsync(db, rollout, ct);
        var devices = db.Devices.Where(row => row.RetiredAt == null);
        var groups = await db.DeviceGroups.AsNoTracking().Where(row => row.EnvironmentId == place.Id && row.RemovedAt == null).OrderBy(row => row.Order).ThenBy(row => row.NormalizedName)
            .Select(row => new { Group = row, Devices = devices.Count(device => device.GroupId == row.Id) }).ToListAsync(ct);
        return new FleetView(
            place.Name, place.Placement, place.Region, models.Names, models.Name,
            [
                .. groups.Select(row => new DeviceGroupRow(
                    row.Group.Id, row.Group.Name, row.Group.Description, row.Group.Order, row.Group.Settings, row.Devices,
                    rollout is not null && FleetSteps.Desired(rollout, row.Group.Id) is { } desired ? numbers[desired] : null, row.Group.Revision)),
            ],
            rollout is null ? null : await ViewAsync(db, rollout, models.Name!, numbers, ct));
    }

    internal static async Task<IReadOnlyDictionary<VersionId, int>> NumbersAsync(PortalDbContext db, FleetRollout? rollout, CancellationToken ct) => rollout is null
        ? new Dictionary<VersionId, int>()
        : await db.Versions.Where(row => row.Id == rollout.VersionId || row.Id == rollout.FormerVersionId).ToDictionaryAsync(row => row.Id, row => row.Number, ct);

    private async Task<FleetRolloutView> ViewAsync(
        PortalDbContext db, FleetRollout rollout, string model, IReadOnlyDictionary<VersionId, int> numbers, CancellationToken ct)
    {
        // Also of groups that were removed since: a rollout keeps its waves.
        var groups = await db.DeviceGroups.Where(row => row.EnvironmentId == rollout.EnvironmentId).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var counts = await FleetCounting.ReadAsync(db, rollout, numbers[rollout.VersionId], clock.GetUtcNow(), ct);
        var stands = rollout.IsOpen || rollout.State == FleetRolloutState.Completed;
        return new FleetRolloutView(
            rollout.Id, rollout.Number, model, numbers[rollout.VersionId], rollout.FormerVersionId is { } former ? numbers[former] : null,
            rollout.State, rollout.StartedAt, rollout.PausedAt, rollout.EndedAt, rollout.Reason,
            [
                .. rollout.Waves.OrderBy(wave => wave.Position).Select(wave => new FleetWaveRow(
                    groups[wave.GroupId], wave.Position, wave.State, wave.Settings, wave.StartedAt, wave.DueAt, wave.EndedAt,
                    (stands ? counts.GetValueOrDefault(wave.GroupId) : wave.Counted) ?? WaveCounts.None)),
            ],
            counts.Values.Aggregate(WaveCounts.None, (sum, one) => new(sum.Running + one.Running, sum.Failed + one.Failed, sum.Silent + one.Silent, sum.Pending + one.Pending)),
            await db.LiveDeployments.AnyAsync(row => row.DeploymentId == rollout.DeploymentId, ct),
            rollout.Revision);
    }
}
