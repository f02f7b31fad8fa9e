using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Browsing;

/// <summary>How much came in one hour about one version.</summary>
public sealed record HourRow(DateTimeOffset Hour, int Version, long Rows, long LabelledRows);

/// <summary>How much came when, oldest first, without reading counters.</summary>
public sealed class HourList(PortalDatabase database)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    /// <param name="to">Exclusive; at most 31 days after <paramref name="from"/>.</param>
    public async Task<Outcome<IReadOnlyList<HourRow>>> ReadAsync(Actor actor, string environment, string model, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        if (to - from > s_longest || to < from)
        {
            return Refusal.Invalid("to", $"A window has at most {s_longest.TotalDays} days.");
        }

        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        await using var db = database.Open(actor.Tenant);
        if (await ObservedPlace.RefusesAsync(db, environmentName, modelName, ct) is { } missing)
        {
            return missing;
        }

        var (environments, models, versions) = (db.Environments, db.Models, db.Versions);
        return await db.WindowCounters.AsNoTracking()
            .Where(row => environments.Any(place => place.Id == row.EnvironmentId && place.NormalizedName == environmentName) && models.Any(owner => owner.Id == row.ModelId && owner.NormalizedName == modelName)
                && row.Hour >= from && row.Hour < to)
            .OrderBy(row => row.Hour)
            .Select(row => new HourRow(row.Hour, versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(), row.Rows, row.LabelledRows)).ToListAsync(ct);
    }
}
