using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Model">The model that the row speaks of; null when none was rolled out there yet.</param>
/// <param name="RegisteredBy">Null for the operator's command.</param>
/// <param name="TokenEndsAt">Null when it has no valid token.</param>
public sealed record DeviceView(DeviceRow Row, string Environment, string? Model, string? RegisteredBy, DateTimeOffset? TokenEndsAt);

/// <summary>One device of an edge environment.</summary>
public sealed class DeviceDetail(PortalDatabase database, TimeProvider clock)
{
    /// <param name="model">Null for the one that was rolled out last.</param>
    public async Task<Outcome<DeviceView>> FindAsync(Actor actor, string environment, string device, string? model, CancellationToken ct)
    {
        var (normalized, now) = (Names.Normalize(device), clock.GetUtcNow());
        await using var db = database.Open(actor.Tenant);
        if (await FleetPlace.FindAsync(db, environment, ct) is not { } place)
        {
            return FleetPlace.NoEnvironment(environment);
        }

        var models = await FleetModels.FindAsync(db, place.Id, model, ct);
        if (await DeviceList.In(db, place, models.Chosen).SingleOrDefaultAsync(row => row.Device.NormalizedName == normalized, ct) is not { } found)
        {
            return FleetPlace.NoDevice(device);
        }

        var rollout = await models.RolloutAsync(db, place.Id, ct);
        var desired = rollout is not null && FleetSteps.Desired(rollout, found.Group.Id) is { } version ? (await FleetOverview.NumbersAsync(db, rollout, ct))[version] : (int?)null;
        return new DeviceView(
            DeviceList.Row(found, now, desired), place.Name, models.Name,
            await db.Members.Where(row => row.Id == found.Device.RegisteredBy).Select(row => row.Name).FirstOrDefaultAsync(ct),
            await db.AccessTokens.Where(row => row.MemberId == found.Device.AccountId && row.RevokedAt == null && row.ExpiresAt > now).Select(row => (DateTimeOffset?)row.ExpiresAt).FirstOrDefaultAsync(ct));
    }
}
