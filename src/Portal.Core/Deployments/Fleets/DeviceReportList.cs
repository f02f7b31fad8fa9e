using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

public sealed record DeviceReportRow(DeviceReportId Id, string Model, int Version, Digest Digest, bool IsGenuine, ReportedState State, string Message, DateTimeOffset ReceivedAt);

/// <summary>What a device reported, the newest first; reports that only repeated the one before are not among them.</summary>
public sealed class DeviceReportList(PortalDatabase database)
{
    public async Task<Outcome<Page<DeviceReportRow>>> ReadAsync(Actor actor, string environment, string device, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        if (await FleetPlace.FindAsync(db, environment, ct) is not { } place)
        {
            return FleetPlace.NoEnvironment(environment);
        }

        if (await FleetPlace.DeviceAsync(db, place, device, ct) is not { } found)
        {
            return FleetPlace.NoDevice(device);
        }

        var models = db.Models;
        return await db.DeviceReports.AsNoTracking().Where(row => row.DeviceId == found.Id).NewestFirstAsync(
            row => row.ReceivedAt,
            row => row.Id,
            row => new DeviceReportRow(
                row.Id, models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(), row.VersionNumber, row.Digest, row.IsGenuine, row.State, row.Message, row.ReceivedAt),
            page,
            ct);
    }
}
