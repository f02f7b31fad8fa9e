using System.Globalization;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using CostBasis = Portal.Core.Evaluations.Hardware.CostBasis;

namespace Portal.Core.Placement;

/// <summary>What was measured of a model's live version: nothing of it is assumed.</summary>
/// <param name="Version">The number of the version that is live, else the newest; null when there is none.</param>
/// <param name="MemoryGigabytes">At the peak of its evaluation; null when it has none.</param>
/// <param name="Licence">By the version's tag; null when it has none.</param>
public sealed record WorkloadMeasures(int? Version, IReadOnlyList<WorkloadSpeed> Speeds, decimal? MemoryGigabytes, MeasuredTraffic? Traffic, string? Licence);

/// <param name="Average">Requests a second over the hours in which some came.</param>
/// <param name="Peak">Requests a second in the busiest hour.</param>
/// <param name="HoursAWeek">In which some came.</param>
/// <param name="From">The first hour of the window.</param>
/// <param name="To">Exclusive.</param>
public sealed record MeasuredTraffic(decimal Average, decimal Peak, decimal HoursAWeek, long Rows, DateTimeOffset From, DateTimeOffset To);

/// <summary>Speed, memory and traffic of a model as evaluations and observations measured them: what a workload's form begins with.</summary>
public sealed class MeasuredWorkload(PortalDatabase database, HardwareCosts hardware, TimeProvider clock)
{
    /// <summary>The window of the traffic.</summary>
    public const int Days = 28;

    /// <summary>Less than a week says nothing of a week.</summary>
    private const int LeastDays = 7;

    public async Task<Outcome<WorkloadMeasures>> FindAsync(Actor actor, string model, CancellationToken ct)
    {
        var normalized = Names.Normalize(model);
        await using var db = database.Open(actor.Tenant);
        return await db.Models.Where(row => row.NormalizedName == normalized).Select(row => (ModelId?)row.Id).SingleOrDefaultAsync(ct) is { } id
            ? await FindAsync(actor, db, id, ct)
            : Refusal.NotFound($"The model {model}");
    }

    internal async Task<WorkloadMeasures> FindAsync(Actor actor, PortalDbContext db, ModelId model, CancellationToken ct)
    {
        var traffic = await TrafficAsync(db, model, clock.GetUtcNow(), ct);
        var live = db.LiveDeployments.Where(row => row.ModelId == model);
        if (await db.Versions.Where(row => row.ModelId == model).OrderByDescending(row => live.Any(one => one.VersionId == row.Id)).ThenByDescending(row => row.Number)
            .Select(row => new { row.Id, row.Number }).FirstOrDefaultAsync(ct) is not { } version)
        {
            return new(null, [], null, traffic, null);
        }

        var table = await hardware.OfVersionAsync(actor, version.Id, ct);
        var newest = await db.Evaluations.Where(row => row.VersionId == version.Id && row.State == EvaluationState.Completed && row.Timings != null)
            .OrderByDescending(row => row.QueuedAt).Select(row => new { row.Timings, row.EndedAt }).FirstOrDefaultAsync(ct);
        var day = DateOnly.FromDateTime((newest?.EndedAt ?? clock.GetUtcNow()).UtcDateTime);
        return new(
            version.Number,
            [
                .. table.Rows.Where(row => row.Basis != CostBasis.NotMeasured && row.RowsPerSecond is > 0)
                    .Select(row => new WorkloadSpeed(row.Price.Class, Exact(row.RowsPerSecond!.Value), Texts.Fit($"evaluation {row.Evaluation} of version {version.Number} on {row.MeasuredOn}", PlaceRules.LongestSource), day)),
            ],
            newest?.Timings is { } timings ? decimal.Round(timings.PeakMemoryBytes / 1_000_000_000m, 3) : null,
            traffic, await LicenceAsync(db, version.Id, ct));
    }

    private static async Task<string?> LicenceAsync(PortalDbContext db, VersionId version, CancellationToken ct)
    {
        var names = ModelLicence.Tags;
        var tag = await db.VersionTags.Where(row => row.VersionId == version && names.Contains(row.Key) && row.Value != "").OrderBy(row => row.Key).Select(row => row.Value).FirstOrDefaultAsync(ct);
        return tag is null ? null : Texts.Fit(tag, ModelLicence.LongestName);
    }

    /// <summary>From the hours in which observations came; null when they tell of less than a week.</summary>
    internal static async Task<MeasuredTraffic?> TrafficAsync(PortalDbContext db, ModelId model, DateTimeOffset now, CancellationToken ct)
    {
        var to = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var from = to.AddDays(-Days);
        var hours = (await db.WindowCounters.AsNoTracking().Where(row => row.ModelId == model && row.Hour >= from && row.Hour < to && row.Rows > 0).Select(row => new { row.Hour, row.Rows }).ToListAsync(ct))
            .GroupBy(row => row.Hour).Select(hour => (Hour: hour.Key, Rows: hour.Sum(row => row.Rows))).ToList();
        if (hours.Count == 0 || to - hours.Min(hour => hour.Hour) < TimeSpan.FromDays(LeastDays))
        {
            return null;
        }

        var begin = new DateTimeOffset(hours.Min(hour => hour.Hour).UtcDateTime.Date, TimeSpan.Zero);
        var (rows, weeks) = (hours.Sum(hour => hour.Rows), (decimal)(to - begin).TotalDays / 7);
        return new(
            decimal.Round(rows / (hours.Count * 3600m), 6), decimal.Round(hours.Max(hour => hour.Rows) / 3600m, 6), Math.Min(168, decimal.Round(hours.Count / weeks, 2)), rows, begin, to);
    }

    /// <summary>A speed is measured, not money: what comes as a double is written with six digits.</summary>
    private static decimal Exact(double speed) => decimal.Parse(speed.ToString("G6", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
