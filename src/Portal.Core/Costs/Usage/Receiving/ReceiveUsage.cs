using System.Data.Common;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Receiving;

/// <param name="Reports">Of calls and spans.</param>
/// <param name="Points">Of metrics.</param>
/// <param name="IsSpans">The reports are spans, which a source may have chosen not to be counted by.</param>
public sealed record UsageBatch(IReadOnlyList<ReportedUsage> Reports, IReadOnlyList<MetricPoint> Points, bool IsSpans)
{
    /// <summary>Of accelerators; they are no usage, and cost nothing.</summary>
    public IReadOnlyList<AcceleratorReading> Readings { get; init; } = [];
}

/// <param name="Accepted">That were counted.</param>
/// <param name="Doubled">That had been counted before.</param>
/// <param name="Ignored">Of the signal by which its source is not counted.</param>
/// <param name="Readings">Of accelerators, whose peaks are kept.</param>
/// <param name="TooOld">From before the time for which records are kept, so that nobody could tell whether they were counted.</param>
/// <param name="Unpriced">Of those that were counted: their cost is unknown until a price is entered.</param>
/// <param name="Skewed">Of those that were counted: their clock was ahead, and they count as of now.</param>
public sealed record ReceivedUsage(int Accepted, int Doubled, int Ignored, int TooOld, int Unpriced, int Skewed, int Readings);

/// <summary>
/// Takes usage, prices it and adds it up, in one transaction. There is no entry in the trail for each batch: they come by the second, and
/// the records themselves say who sent what and when.
/// </summary>
public sealed partial class ReceiveUsage(PortalDatabase database, AuditTrail trail, TimeProvider clock, ILogger<ReceiveUsage> logger)
{
    public const string Action = "usage.received";

    private const int KeysAtOnce = 500;
    private const int MostAttempts = 8;
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(10);

    public async Task<Outcome<ReceivedUsage>> RunAsync(Actor actor, UsageBatch batch, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.SendUsage) is not null
            && await trail.RefusesAsync(actor, Permission.SendUsage, Action, new AuditSubject("tenant", actor.Tenant.ToString(), "usage"), ct) is { } forbidden)
        {
            return forbidden;
        }

        if (batch.Reports.Count + batch.Points.Count + batch.Readings.Count == 0)
        {
            return new ReceivedUsage(0, 0, 0, 0, 0, 0, 0);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SaveAsync(actor, batch, ct);
            }
            catch (DbUpdateException raced) when (attempt < MostAttempts && (database.IsDuplicateKey(raced) || raced.InnerException is DbException { IsTransient: true }))
            {
                // Somebody made the same source or subject a moment before, or two waited for each other; it is there now.
                Log.Again(logger, attempt);
            }
        }
    }

    private async Task<ReceivedUsage> SaveAsync(Actor actor, UsageBatch batch, CancellationToken ct)
    {
        await using var unit = await UsageTransaction.BeginAsync(database, actor.Tenant, ct);
        var db = unit.Db;
        var now = KeptInstant.Of(clock.GetUtcNow());
        var names = batch.Reports.Select(report => report.Source).Concat(batch.Points.Select(point => point.Source)).Concat(batch.Readings.Select(reading => reading.Source));
        var sources = await LockedSources.TakeAsync(unit, names, now, ct);
        var taken = await TakeAsync(db, batch, sources, ct);
        var settings = await db.UsageSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        var oldest = now.AddDays(-(settings?.RetentionDays ?? UsageSettings.DefaultDays));
        var young = taken.Reports.Where(report => report.At >= oldest).ToList();
        var fresh = await FreshAsync(db, young, ct);
        var records = await RecordsAsync(db, actor, fresh, sources, new AliasTable(settings?.Aliases ?? []), now, ct);
        db.UsageRecords.AddRange(records);
        await UsageLedger.AddAsync(db, records, ct);
        var counted = new HashSet<ReportedUsage>(fresh, ReferenceEqualityComparer.Instance);
        await CountAsync(db, sources, records, [.. young.Where(report => !counted.Contains(report))], taken, ct);
        var readings = batch.Readings.Where(reading => reading.At >= oldest).ToList();
        var leftOut = await AcceleratorPeaks.KeepAsync(db, readings, sources, now, ct);
        await unit.CommitAsync(ct);
        return new ReceivedUsage(
            records.Count, young.Count - fresh.Count + taken.DoubledPoints, taken.Ignored.Values.Sum() + leftOut, taken.Reports.Count - young.Count + batch.Readings.Count - readings.Count,
            records.Count(record => record.Cost is null), fresh.Count(report => report.At > now + s_skew), readings.Count - leftOut);
    }

    /// <summary>Of each source what it is counted by.</summary>
    private static async Task<Taken> TakeAsync(PortalDbContext db, UsageBatch batch, IReadOnlyDictionary<string, UsageSource> sources, CancellationToken ct)
    {
        var ignored = new Dictionary<UsageSourceId, int>();
        var reports = new List<ReportedUsage>();
        foreach (var report in batch.Reports)
        {
            if (batch.IsSpans && sources[Names.Normalize(report.Source)] is { Signal: not UsageSignal.Spans } source)
            {
                ignored[source.Id] = ignored.GetValueOrDefault(source.Id) + 1;
            }
            else
            {
                reports.Add(report);
            }
        }

        var doubled = 0;
        foreach (var points in batch.Points.GroupBy(point => sources[Names.Normalize(point.Source)]))
        {
            if (points.Key.Signal == UsageSignal.Metrics)
            {
                var deltas = await MetricDeltas.ResolveAsync(db, points.Key.Id, [.. points], ct);
                reports.AddRange(deltas.Reports);
                doubled += deltas.Doubled;
            }
            else
            {
                ignored[points.Key.Id] = ignored.GetValueOrDefault(points.Key.Id) + points.Count();
            }
        }

        return new Taken(reports, ignored, doubled);
    }

    /// <summary>Those whose keys are not there, each key once.</summary>
    private static async Task<List<ReportedUsage>> FreshAsync(PortalDbContext db, List<ReportedUsage> reports, CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in reports.Select(report => report.Key).Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
        {
            seen.UnionWith(await db.UsageRecords.Where(record => keys.Contains(record.Key)).Select(record => record.Key).ToListAsync(ct));
        }

        return [.. reports.Where(report => seen.Add(report.Key))];
    }

    private static async Task<List<UsageRecord>> RecordsAsync(
        PortalDbContext db, Actor actor, List<ReportedUsage> reports, IReadOnlyDictionary<string, UsageSource> sources, AliasTable aliases, DateTimeOffset now, CancellationToken ct)
    {
        if (reports.Count == 0)
        {
            return [];
        }

        var owners = await UsageOwners.FindAsync(db, actor, reports, aliases, ct);
        var pricer = await UsagePricer.FindAsync(db, aliases, [.. reports.Select(report => report.Provider)], ct);
        var records = reports.ConvertAll(report => UsageRecords.Of(report, sources[Names.Normalize(report.Source)], owners, db.Tenant, report.At > now + s_skew ? now : report.At, now));
        await pricer.LoadVolumesAsync(db, records, ct);
        records.ForEach(record => record.Take(pricer.Price(record)));
        return records;
    }

    private static async Task CountAsync(
        PortalDbContext db, IReadOnlyDictionary<string, UsageSource> sources, List<UsageRecord> records, IReadOnlyList<ReportedUsage> doubled, Taken taken, CancellationToken ct)
    {
        foreach (var source in sources.Values.DistinctBy(source => source.Id))
        {
            var (added, again, ignored) = (
                records.Count(record => record.SourceId == source.Id), doubled.Count(report => sources[Names.Normalize(report.Source)].Id == source.Id), taken.Ignored.GetValueOrDefault(source.Id));
            await db.UsageSources.Where(row => row.Id == source.Id).ExecuteUpdateAsync(
                row => row.SetProperty(kept => kept.Records, kept => kept.Records + added).SetProperty(kept => kept.Doubled, kept => kept.Doubled + again).SetProperty(kept => kept.Ignored, kept => kept.Ignored + ignored), ct);
        }
    }

    private sealed record Taken(List<ReportedUsage> Reports, IReadOnlyDictionary<UsageSourceId, int> Ignored, int DoubledPoints);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2400, Level = LogLevel.Debug, Message = "Usage met another batch that made the same row; attempt {Attempt} is followed by another")]
        public static partial void Again(ILogger logger, int attempt);
    }
}
