using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Model">Null for the one that was rolled out last.</param>
/// <param name="Search">A part of the name.</param>
/// <param name="State">Null for all that are not retired.</param>
/// <param name="Group">The name of one group.</param>
public sealed record DeviceListRequest(PageRequest Page, string Environment, string? Model = null, string? Search = null, DeviceState? State = null, string? Group = null);

/// <param name="Version">What it said last of the model that is looked at; null when it said nothing.</param>
/// <param name="At">When it said so last.</param>
/// <param name="Desired">What it is told to run; null for nothing.</param>
public sealed record DeviceRow(
    DeviceId Id, string Name, string Group, DeviceState State, DateTimeOffset RegisteredAt, DateTimeOffset? RetiredAt, DateTimeOffset? ReportedAt, int? Version, Digest? Digest, bool IsGenuine,
    string? Message, DateTimeOffset? At, int? Desired);

/// <summary>The devices of an edge environment, the newest first, with what each said last of a model.</summary>
public sealed class DeviceList(PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<Page<DeviceRow>>> ReadAsync(Actor actor, DeviceListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        if (await FleetPlace.FindAsync(db, request.Environment, ct) is not { } place)
        {
            return FleetPlace.NoEnvironment(request.Environment);
        }

        var now = clock.GetUtcNow();
        var models = await FleetModels.FindAsync(db, place.Id, request.Model, ct);
        var rollout = await models.RolloutAsync(db, place.Id, ct);
        var numbers = await FleetOverview.NumbersAsync(db, rollout, ct);
        var rows = In(db, place, models.Chosen).WhereContains(row => row.Device.Name, request.Search);
        if (request.Group is { Length: > 0 } group)
        {
            var name = Names.Normalize(group);
            rows = rows.Where(row => row.Group.NormalizedName == name);
        }

        var page = await Filter(rows, request.State, now).NewestFirstAsync(row => row.Device.RegisteredAt, row => row.Device.Id, row => row, request.Page, ct);
        return new Page<DeviceRow>([.. page.Items.Select(found => Row(found, now, rollout is not null && FleetSteps.Desired(rollout, found.Group.Id) is { } version ? numbers[version] : null))], page.Next);
    }

    internal static IQueryable<DeviceFound> In(PortalDbContext db, Environment place, ModelId? model)
    {
        var readings = db.DeviceReadings.AsNoTracking().Where(row => row.ModelId == model);
        return
            from device in db.Devices.AsNoTracking()
            where device.EnvironmentId == place.Id
            join one in db.DeviceGroups on device.GroupId equals one.Id
            join said in readings on device.Id equals said.DeviceId into all
            from reading in all.DefaultIfEmpty()
            select new DeviceFound { Device = device, Group = one, Reading = reading };
    }

    internal static DeviceRow Row(DeviceFound found, DateTimeOffset now, int? desired) => new(
        found.Device.Id, found.Device.Name, found.Group.Name,
        DeviceStates.Of(found.Device.RetiredAt, found.Device.ReportedAt, found.Device.SilentAt, found.Reading?.State, found.Reading?.IsGenuine == true, now),
        found.Device.RegisteredAt, found.Device.RetiredAt, found.Device.ReportedAt, found.Reading?.VersionNumber, found.Reading?.Digest, found.Reading?.IsGenuine == true,
        found.Reading?.Message, found.Reading?.At, desired);

    /// <summary>As <see cref="DeviceStates.Of"/> reads them.</summary>
    private static IQueryable<DeviceFound> Filter(IQueryable<DeviceFound> rows, DeviceState? state, DateTimeOffset now)
    {
        var here = rows.Where(row => row.Device.RetiredAt == null);
        var heard = here.Where(row => row.Device.ReportedAt == null || row.Device.SilentAt > now);
        return state switch
        {
            null => here,
            DeviceState.Retired => rows.Where(row => row.Device.RetiredAt != null),
            DeviceState.Silent => here.Where(row => row.Device.ReportedAt != null && row.Device.SilentAt <= now),
            DeviceState.Expected => heard.Where(row => row.Reading == null),
            DeviceState.Failed => heard.Where(row => row.Reading != null && (!row.Reading.IsGenuine || row.Reading.State == ReportedState.Failed)),
            DeviceState.Running => heard.Where(row => row.Reading != null && row.Reading.IsGenuine && row.Reading.State == ReportedState.Running),
            DeviceState.Downloading => heard.Where(row => row.Reading != null && row.Reading.IsGenuine && row.Reading.State == ReportedState.Downloading),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }

    internal sealed class DeviceFound
    {
        public required Device Device { get; init; }

        public required DeviceGroup Group { get; init; }

        public DeviceReading? Reading { get; init; }
    }
}
