using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Days">How long the new token lives, 1 to 366.</param>
public sealed record RenewDeviceTokenRequest(string Environment, string Device, int Days);

/// <summary>Gives a device another token and ends the former one: before it runs out, or because somebody saw it.</summary>
public sealed class RenewDeviceToken(AuditTrail trail)
{
    public async Task<Outcome<RegisteredDevice>> RunAsync(Actor actor, RenewDeviceTokenRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var entered = await ManagedDevice.EnterAsync(unit, "device.renew-token", request.Environment, request.Device, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var (environment, device, subject) = entered.Value;
        if (CreateAccessToken.RefusesDays(request.Days) is { } refusal)
        {
            return refusal;
        }

        var account = await unit.Db.Members.SingleAsync(row => row.Id == device.AccountId, ct);
        var group = await unit.Db.DeviceGroups.Where(row => row.Id == device.GroupId).Select(row => row.Name).SingleAsync(ct);
        var token = await MachineAccount.RenewTokenAsync(unit, account, request.Days, ct);
        unit.Record("device.token-renewed", subject, details: new JsonObject { ["token"] = MachineAccount.Describe(token) });
        return await unit.CommitAsync(new RegisteredDevice(device.Id, environment.Name, device.Name, group, token.Secret, token.ExpiresAt), ct);
    }
}
