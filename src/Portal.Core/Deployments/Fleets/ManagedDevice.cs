using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>A device that the actor may change, as every act on one finds it.</summary>
internal sealed record ManagedDevice(Environment Environment, Device Device, AuditSubject Subject)
{
    /// <param name="act">What is refused in the trail when the actor may not.</param>
    public static async Task<Outcome<ManagedDevice>> EnterAsync(UnitOfWork unit, string act, string environment, string device, CancellationToken ct)
    {
        if (await FleetPlace.FindAsync(unit.Db, environment, ct) is not { } place)
        {
            return FleetPlace.NoEnvironment(environment);
        }

        if (await FleetPlace.DeviceAsync(unit.Db, place, device, ct) is not { } found)
        {
            return FleetPlace.NoDevice(device);
        }

        var subject = FleetPlace.Subject(found, place);
        if (unit.Refuses(Permission.ManageFleets) is { } forbidden)
        {
            return await unit.RefuseAsync(act, subject, forbidden, ct);
        }

        return found.RetiredAt is null ? new ManagedDevice(place, found, subject) : FleetPlace.Retired(found);
    }
}
