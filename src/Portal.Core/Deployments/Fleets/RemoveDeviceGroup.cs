using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Revision">Of the group as the person saw it.</param>
public sealed record RemoveDeviceGroupRequest(string Environment, string Group, long Revision);

/// <summary>Takes away a group without devices. Rollouts that it was a wave of keep it, and its name is free again.</summary>
public sealed class RemoveDeviceGroup(AuditTrail trail)
{
    private const string Act = "device-group.remove";

    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveDeviceGroupRequest request, CancellationToken ct)
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
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (request.Revision != group.Revision)
        {
            return Refusal.Stale("This group");
        }

        var devices = await unit.Db.Devices.CountAsync(row => row.GroupId == group.Id && row.RetiredAt == null, ct);
        if (RefusesDevices(group.Name, devices) is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        var details = CreateDeviceGroup.Describe(group);
        (group.RemovedAt, group.NormalizedName) = (unit.Now, group.Id.ToString());
        unit.Record("device-group.removed", subject, details: new JsonObject { ["before"] = details });
        return await unit.CommitAsync(default(Done), ct);
    }

    /// <summary>A device that belongs to no group would be told nothing, and nobody would notice. Pure.</summary>
    /// <param name="devices">Not counting retired ones.</param>
    public static Refusal? RefusesDevices(string group, int devices) => devices == 0
        ? null
        : new(
            RefusalKind.Conflict, "device-group.not-empty", $"{group} has {(devices == 1 ? "1 device" : $"{devices} devices")}, and a device without a group would be told nothing.",
            "Move its devices into other groups, or retire them; then remove it.");
}
