using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Revision">Of the group as the person saw it.</param>
/// <param name="Name">Null keeps it. Another one stands in addresses from then on.</param>
public sealed record EditDeviceGroupRequest(string Environment, string Group, long Revision, int Order, string Description, WaveSettings Settings, string? Name = null);

/// <summary>
/// Changes a group's name, its turn and how its waves are judged, also the wave that waits or runs now. The order of waves that were planned
/// already stays; silence counts anew from each device's next report on.
/// </summary>
public sealed class EditDeviceGroup(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditDeviceGroupRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FleetPlace.FindAsync(unit.Db, request.Environment, ct) is not { } environment)
        {
            return FleetPlace.NoEnvironment(request.Environment);
        }

        if (await FleetPlace.GroupAsync(unit.Db, environment, request.Group, ct) is not { } group)
        {
            return FleetPlace.NoGroup(request.Group);
        }

        var subject = FleetPlace.Subject(group, environment);
        if (unit.Refuses(Permission.ManageFleets) is { } forbidden)
        {
            return await unit.RefuseAsync("device-group.edit", subject, forbidden, ct);
        }

        if (request.Revision != group.Revision)
        {
            return Refusal.Stale("This group");
        }

        var name = request.Name ?? group.Name;
        if (((name == group.Name ? null : Names.RefusesSlug("name", name)) ?? CreateDeviceGroup.Refuses(request.Order, request.Description, request.Settings)) is { } invalid)
        {
            return invalid;
        }

        if (await FleetPlace.GroupAsync(unit.Db, environment, name, ct) is { } other && other.Id != group.Id)
        {
            return FleetPlace.Taken(environment, name);
        }

        var before = CreateDeviceGroup.Describe(group);
        await JudgeOpenWavesAsync(unit, group, request.Settings, ct);
        (group.Name, group.NormalizedName) = (name, Names.Normalize(name));
        (group.Order, group.Description, group.Settings) = (request.Order, request.Description.Trim(), request.Settings);
        unit.Record("device-group.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = CreateDeviceGroup.Describe(group) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task JudgeOpenWavesAsync(UnitOfWork unit, DeviceGroup group, WaveSettings settings, CancellationToken ct)
    {
        var rollouts = unit.Db.FleetRollouts.Where(row => row.State == FleetRolloutState.Running || row.State == FleetRolloutState.Paused);
        var waves = await unit.Db.FleetWaves
            .Where(row => row.GroupId == group.Id && (row.State == FleetWaveState.Waiting || row.State == FleetWaveState.Running) && rollouts.Any(rollout => rollout.Id == row.RolloutId))
            .ToListAsync(ct);
        foreach (var wave in waves)
        {
            wave.DueAt += TimeSpan.FromMinutes(settings.LimitMinutes - wave.Settings.LimitMinutes);
            wave.Settings = settings;
        }
    }
}
