using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Name">Stands in addresses.</param>
/// <param name="Order">Which turn it has; null puts it after all others.</param>
public sealed record CreateDeviceGroupRequest(string Environment, string Name, WaveSettings Settings, int? Order = null, string Description = "");

/// <summary>Makes a group of devices of an edge environment. A rollout that runs already goes on without it: it is told the version at its end.</summary>
public sealed class CreateDeviceGroup(AuditTrail trail)
{
    public async Task<Outcome<DeviceGroupId>> RunAsync(Actor actor, CreateDeviceGroupRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FleetPlace.FindAsync(unit.Db, request.Environment, ct) is not { } environment)
        {
            return FleetPlace.NoEnvironment(request.Environment);
        }

        var id = DeviceGroupId.New();
        if (unit.Refuses(Permission.ManageFleets) is { } forbidden)
        {
            return await unit.RefuseAsync("device-group.create", new AuditSubject("device-group", id.ToString(), request.Name), forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? Refuses(request.Order, request.Description, request.Settings) ?? FleetPlace.RefusesPlacement(environment)) is { } invalid)
        {
            return invalid;
        }

        if (await FleetPlace.GroupAsync(unit.Db, environment, request.Name, ct) is not null)
        {
            return FleetPlace.Taken(environment, request.Name);
        }

        var last = await unit.Db.DeviceGroups.Where(row => row.EnvironmentId == environment.Id && row.RemovedAt == null).MaxAsync(row => (int?)row.Order, ct) ?? 0;
        var group = new DeviceGroup
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            EnvironmentId = environment.Id,
            Name = request.Name,
            NormalizedName = Names.Normalize(request.Name),
            Description = request.Description.Trim(),
            Order = request.Order ?? Math.Min(last + 1, DeviceGroup.LargestOrder),
            Settings = request.Settings,
            CreatedAt = unit.Now,
        };
        unit.Db.DeviceGroups.Add(group);
        unit.Record("device-group.created", FleetPlace.Subject(group, environment), details: Describe(group));
        return await unit.CommitAsync(id, ct);
    }

    internal static Refusal? Refuses(int? order, string? description, WaveSettings settings) =>
        order is < 1 or > DeviceGroup.LargestOrder ? Refusal.Invalid("order", $"The order is a number from 1 to {DeviceGroup.LargestOrder:N0}.")
        : Texts.Refuses("description", description, DeviceGroup.LongestDescription) ?? settings.Refuses();

    internal static JsonObject Describe(DeviceGroup group) => new()
    {
        ["name"] = group.Name,
        ["order"] = group.Order,
        ["description"] = group.Description,
        ["completePercent"] = group.Settings.CompletePercent,
        ["failedPercent"] = group.Settings.FailedPercent,
        ["limitMinutes"] = group.Settings.LimitMinutes,
        ["silentMinutes"] = group.Settings.SilentMinutes,
    };
}
