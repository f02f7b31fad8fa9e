using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Counts the devices of waves in the database: one row for a group and a kind, whatever the size of the fleet.</summary>
internal static class FleetCounting
{
    // Numbers, because the database groups by them.
    private const int Running = 0;
    private const int Failed = 1;
    private const int Silent = 2;
    private const int Pending = 3;

    /// <param name="version">The number of the version that is rolled out. What a device reported of it before the rollout is of another time: it failed then, and may not now.</param>
    public static async Task<IReadOnlyDictionary<DeviceGroupId, WaveCounts>> ReadAsync(PortalDbContext db, FleetRollout rollout, int version, DateTimeOffset now, CancellationToken ct)
    {
        var (environment, model, since) = (rollout.EnvironmentId, rollout.ModelId, rollout.StartedAt);
        var readings = db.DeviceReadings.Where(reading => reading.ModelId == model);
        var kinds =
            from device in db.Devices
            where device.EnvironmentId == environment && device.RetiredAt == null
            join reading in readings on device.Id equals reading.DeviceId into said
            from reading in said.DefaultIfEmpty()
            select new
            {
                device.GroupId,
                Kind = reading != null && reading.VersionNumber == version && reading.At >= since && (!reading.IsGenuine || reading.State == ReportedState.Failed) ? Failed
                    : device.SilentAt <= now ? Silent
                    : reading != null && reading.VersionNumber == version && reading.IsGenuine && reading.State == ReportedState.Running ? Running
                    : Pending,
            };
        var counted = await kinds.GroupBy(row => new { row.GroupId, row.Kind }).Select(group => new { group.Key.GroupId, group.Key.Kind, Devices = group.Count() }).ToListAsync(ct);
        return counted.GroupBy(row => row.GroupId, row => (row.Kind, row.Devices)).ToDictionary(group => group.Key, group => Of([.. group]));
    }

    private static WaveCounts Of(IReadOnlyList<(int Kind, int Devices)> counted)
    {
        return new WaveCounts(Sum(Running), Sum(Failed), Sum(Silent), Sum(Pending));

        int Sum(int kind) => counted.Where(row => row.Kind == kind).Sum(row => row.Devices);
    }
}
