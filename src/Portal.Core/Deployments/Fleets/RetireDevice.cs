using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

public sealed record RetireDeviceRequest(string Environment, string Device, string Reason);

/// <summary>Ends a device for good: its token is dead at once, and no wave waits for it. Its name stays in the trail.</summary>
public sealed class RetireDevice(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RetireDeviceRequest request, CancellationToken ct)
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
            return await unit.RefuseAsync("device.retire", subject, forbidden, ct);
        }

        if ((device.RetiredAt is null ? Storage.Texts.RefusesReason(request.Reason) : FleetPlace.Retired(device)) is { } refusal)
        {
            return refusal;
        }

        device.RetiredAt = unit.Now;
        await MachineAccount.CloseAsync(unit, device.AccountId, ct);
        unit.Record("device.retired", subject, request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
