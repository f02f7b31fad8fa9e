using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>What members have set for production data of a model in an environment.</summary>
internal sealed record ReceivingSettings(double SampleShare, int RetentionDays)
{
    public static async Task<ReceivingSettings> FindAsync(PortalDbContext db, ObservedTarget target, CancellationToken ct) => new(
        await db.ObservationSettings.Where(row => row.EnvironmentId == target.Environment && row.ModelId == target.Model).Select(row => (double?)row.SampleShare).SingleOrDefaultAsync(ct) ?? 1,
        await db.ObservationRetentions.Select(row => (int?)row.Days).SingleOrDefaultAsync(ct) ?? ObservationRetention.DefaultDays);
}
