using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Finds what the acts of fleets are about, and says when it is not there.</summary>
internal static class FleetPlace
{
    public static Refusal NoEnvironment(string name) => EnvironmentFields.NotFound(name);

    public static Refusal NoGroup(string name) => Refusal.NotFound($"The group {name}");

    public static Refusal NoDevice(string name) => Refusal.NotFound($"The device {name}");

    public static async Task<Environment?> FindAsync(PortalDbContext db, string environment, CancellationToken ct)
    {
        var name = Names.Normalize(environment);
        return await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
    }

    /// <summary>Fleets stand at the edge: elsewhere, versions are run by what the environment itself is.</summary>
    public static Refusal? RefusesPlacement(Environment environment) => environment.Placement == EnvironmentPlacement.Edge
        ? null
        : new(
            RefusalKind.Conflict, "fleet.not-edge", $"{environment.Name} is a {environment.Placement.InWords()}; only an edge environment has a fleet of devices.",
            "Change its placement to edge, or choose an edge environment.");

    /// <summary>Tracked, so that it can be changed.</summary>
    public static async Task<DeviceGroup?> GroupAsync(PortalDbContext db, Environment environment, string group, CancellationToken ct)
    {
        var name = Names.Normalize(group);
        return await db.DeviceGroups.SingleOrDefaultAsync(row => row.EnvironmentId == environment.Id && row.NormalizedName == name && row.RemovedAt == null, ct);
    }

    public static Refusal Taken(Environment environment, string group) =>
        new(RefusalKind.Conflict, "device-group.taken", $"{environment.Name} has a group called {group} already.", "Choose another name.");

    /// <summary>Tracked, so that it can be changed.</summary>
    public static async Task<Device?> DeviceAsync(PortalDbContext db, Environment environment, string device, CancellationToken ct)
    {
        var name = Names.Normalize(device);
        return await db.Devices.SingleOrDefaultAsync(row => row.EnvironmentId == environment.Id && row.NormalizedName == name, ct);
    }

    public static AuditSubject Subject(DeviceGroup group, Environment environment) => new("device-group", group.Id.ToString(), $"{group.Name} in {environment.Name}");

    public static AuditSubject Subject(Device device, Environment environment) => new("device", device.Id.ToString(), $"{device.Name} in {environment.Name}");

    public static Refusal Retired(Device device) => new(RefusalKind.Conflict, "device.retired", $"{device.Name} is retired.", "Register another device.");
}
