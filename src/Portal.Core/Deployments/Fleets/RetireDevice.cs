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
        var entered = await ManagedDevice.EnterAsync(unit, "device.retire", request.Environment, request.Device, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var (_, device, subject) = entered.Value;
        if (Storage.Texts.RefusesReason(request.Reason) is { } refusal)
        {
            return refusal;
        }

        device.RetiredAt = unit.Now;
        await MachineAccount.CloseAsync(unit, device.AccountId, ct);
        unit.Record("device.retired", subject, request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
