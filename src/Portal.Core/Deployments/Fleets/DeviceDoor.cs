using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Which device is asked about, and whether the asker may: a device knows of itself only, for everybody else's it does not exist.</summary>
internal static class DeviceDoor
{
    public static async Task<Outcome<(Environment Environment, Device Device)>> FindAsync(PortalDbContext db, Actor actor, string environment, string device, CancellationToken ct)
    {
        var place = await FleetPlace.FindAsync(db, environment, ct);
        var normalized = Names.Normalize(device);
        var found = place is null ? null : await db.Devices.AsNoTracking().SingleOrDefaultAsync(row => row.EnvironmentId == place.Id && row.NormalizedName == normalized, ct);
        if (found is null || actor.IsDevice && (found.AccountId != actor.Member || found.RetiredAt is not null))
        {
            return FleetPlace.NoDevice(device);
        }

        return (place!, found);
    }
}
