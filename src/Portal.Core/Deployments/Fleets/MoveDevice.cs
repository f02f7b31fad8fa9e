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
        var entered = await ManagedDevice.EnterAsync(unit, "device.move", request.Environment, request.Device, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var (environment, device, subject) = entered.Value;
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
