using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Name">Unique within the environment; stands in the trail and never changes.</param>
/// <param name="Days">How long its token lives, 1 to 366.</param>
public sealed record RegisterDeviceRequest(string Environment, string Group, string Name, int Days);

/// <summary>The token exists in this answer only.</summary>
public sealed record RegisteredDevice(DeviceId Id, string Environment, string Name, string Group, string Secret, DateTimeOffset ExpiresAt);

/// <summary>Makes a place for a device in a group, with an account of its own and the token of that account.</summary>
public sealed class RegisterDevice(AuditTrail trail)
{
    public async Task<Outcome<RegisteredDevice>> RunAsync(Actor actor, RegisterDeviceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FleetPlace.FindAsync(unit.Db, request.Environment, ct) is not { } environment)
        {
            return FleetPlace.NoEnvironment(request.Environment);
        }

        var id = DeviceId.New();
        if (unit.Refuses(Permission.ManageFleets) is { } forbidden)
        {
            return await unit.RefuseAsync("device.register", new AuditSubject("device", id.ToString(), request.Name), forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? CreateAccessToken.RefusesDays(request.Days) ?? FleetPlace.RefusesPlacement(environment)) is { } invalid)
        {
            return invalid;
        }

        if (await FleetPlace.GroupAsync(unit.Db, environment, request.Group, ct) is not { } group)
        {
            return Refusal.Invalid("group", $"{environment.Name} has no group called {request.Group}.");
        }

        if (await FleetPlace.DeviceAsync(unit.Db, environment, request.Name, ct) is not null)
        {
            return new Refusal(RefusalKind.Conflict, "device.taken", $"{environment.Name} has, or had, a device called {request.Name}.", "Choose another name; the trail speaks of devices by theirs.");
        }

        var account = MachineAccount.AddDevice(unit, request.Name, environment.Name);
        var token = await MachineAccount.RenewTokenAsync(unit, account, request.Days, ct);
        var device = new Device
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            EnvironmentId = environment.Id,
            GroupId = group.Id,
            AccountId = account.Id,
            Name = request.Name,
            NormalizedName = Names.Normalize(request.Name),
            RegisteredBy = unit.Actor.Member,
            RegisteredAt = unit.Now,
            SilentAt = unit.Now.AddMinutes(group.Settings.SilentMinutes),
        };
        unit.Db.Devices.Add(device);
        unit.Record("device.registered", FleetPlace.Subject(device, environment), details: new JsonObject { ["group"] = group.Name, ["token"] = MachineAccount.Describe(token) });
        return await unit.CommitAsync(new RegisteredDevice(id, environment.Name, device.Name, group.Name, token.Secret, token.ExpiresAt), ct);
    }
}
