using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

public sealed record MoveDeviceRequest(string Environment, string Device, string Group);

/// <summary>Puts a device into another group. From its next question on it is told what that group runs.</summary>
public sealed class MoveDevice(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, MoveDeviceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FleetPlace.FindAsync(unit.Db, request.Environment, ct) is not { } environment)
        {
            return FleetPlace.NoEnvironment(request.Environment);
        }

        if (await FleetPlace.DeviceAsync(unit.Db, environment, request.Device, ct) is not { } device)
        {
            return FleetPlace.NoDevice(request.Device);
        }

        var subject = FleetPlace.Subject(device, environment);
        if (unit.Refuses(Permission.ManageFleets) is { } forbidden)
        {
            return await unit.RefuseAsync("device.move", subject, forbidden, ct);
        }

        if (device.RetiredAt is not null)
        {
            return FleetPlace.Retired(device);
        }

        if (await FleetPlace.GroupAsync(unit.Db, environment, request.Group, ct) is not { } group)
        {
            return Refusal.Invalid("group", $"{environment.Name} has no group called {request.Group}.");
        }

        if (group.Id == device.GroupId)
        {
            return default(Done);
        }

        var former = await unit.Db.DeviceGroups.Where(row => row.Id == device.GroupId).Select(row => row.Name).SingleAsync(ct);
        device.GroupId = group.Id;
        unit.Record("device.moved", subject, details: new JsonObject { ["before"] = former, ["after"] = group.Name });
        return await unit.CommitAsync(default(Done), ct);
    }
}
