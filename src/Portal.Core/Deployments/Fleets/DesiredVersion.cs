using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

public sealed record DesiredVersionView(string Environment, string Device, string Model, int Number, Digest Digest, long Length, string FileName);

/// <summary>What a device is to run of a model, and its bytes: for the device itself; members may look.</summary>
public sealed class DesiredVersion(PortalDatabase database, ArtifactStore store)
{
    /// <returns>Null in <see cref="DesiredAnswer.View"/> when nothing is to run yet.</returns>
    public async Task<Outcome<DesiredAnswer>> FindAsync(Actor actor, string environment, string device, string model, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await DeviceDoor.FindAsync(db, actor, environment, device, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var (place, who) = found.Value;
        var name = Names.Normalize(model);
        var rollout = await (
            from row in db.FleetRollouts.AsNoTracking().Include(row => row.Waves)
            join one in db.Models on row.ModelId equals one.Id
            where row.EnvironmentId == place.Id && one.NormalizedName == name
            orderby row.Number descending
            select row).FirstOrDefaultAsync(ct);
        if (rollout is null || FleetSteps.Desired(rollout, who.GroupId) is not { } id)
        {
            return new DesiredAnswer(View: null);
        }

        var version = await (
            from row in db.Versions
            join one in db.Models on row.ModelId equals one.Id
            where row.Id == id
            select new DesiredVersionView(place.Name, who.Name, one.Name, row.Number, row.Digest, row.Length, row.FileName)).SingleAsync(ct);
        return new DesiredAnswer(version);
    }

    /// <summary>The bytes that the device is to run, and no others.</summary>
    public async Task<Outcome<DeviceContent>> OpenAsync(Actor actor, string environment, string device, string model, string sha256, CancellationToken ct)
    {
        var desired = await FindAsync(actor, environment, device, model, ct);
        if (!desired.IsOk)
        {
            return desired.Refusal;
        }

        if (RoleRules.Refuses(actor, Permission.ReportFromDevice) is { } forbidden)
        {
            return forbidden;
        }

        return desired.Value.View is { } view && view.Digest.Hex == sha256
            ? new DeviceContent(store.OpenRead(actor.Tenant, view.Digest), view)
            : Refusal.NotFound("This file");
    }
}

/// <param name="View">Null when nothing is to run yet.</param>
public sealed record DesiredAnswer(DesiredVersionView? View);

public sealed record DeviceContent(Stream Content, DesiredVersionView Version);
