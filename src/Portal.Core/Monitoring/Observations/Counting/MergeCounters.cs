using Portal.Core.Monitoring.Observations.Labels;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>Adds to the counters of hours, within an act's unit of work: a batch and what it counts are there together or not at all.</summary>
internal static class MergeCounters
{
    public static async Task AddAsync(
        PortalDbContext db, EnvironmentId environment, ModelId model, ObservedBaseline baseline, IReadOnlyList<HourDelta> deltas, int batch, CancellationToken ct)
    {
        foreach (var delta in deltas)
        {
            var added = delta.Tally ?? TallyBytes.Read(baseline, delta.Counters);
            if (await FindAsync(db, environment, model, baseline, delta.Hour, ct) is { } row)
            {
                var tally = TallyBytes.Read(baseline, row.Counters);
                tally.Merge(added);
                Put(row, tally, TallyBytes.Write(tally), batch);
            }
            else
            {
                row = new WindowCounters { TenantId = db.Tenant, EnvironmentId = environment, ModelId = model, VersionId = baseline.Version, BaselineId = baseline.Id, Hour = delta.Hour };
                Put(row, added, delta.Counters, batch);
                db.WindowCounters.Add(row);
            }
        }
    }

    /// <param name="baselines">Of every version that the labels are about.</param>
    public static async Task SettleAsync(
        PortalDbContext db, EnvironmentId environment, ModelId model, IReadOnlyDictionary<VersionId, ObservedBaseline> baselines, IReadOnlyList<LabelledRows> labels, int batch,
        CancellationToken ct)
    {
        foreach (var part in labels)
        {
            var baseline = baselines[part.Version];
            foreach (var (hour, rows) in CountBatch.ByHour(part.Instants))
            {
                var row = await FindAsync(db, environment, model, baseline, hour, ct) ?? throw new InvalidDataException($"The hour {hour:O} was never counted.");
                var tally = TallyBytes.Read(baseline, row.Counters);
                tally.Settle(part.Take(rows));
                Put(row, tally, TallyBytes.Write(tally), batch);
            }
        }
    }

    private static ValueTask<WindowCounters?> FindAsync(PortalDbContext db, EnvironmentId environment, ModelId model, ObservedBaseline baseline, DateTimeOffset hour, CancellationToken ct) =>
        db.WindowCounters.FindAsync([db.Tenant, environment, model, baseline.Version, baseline.Id, hour], ct);

    private static void Put(WindowCounters row, ObservedTally tally, byte[] counters, int batch)
    {
        row.Rows = tally.Rows;
        row.LabelledRows = tally.LabelledRows;
        row.NewestBatch = Math.Max(row.NewestBatch, batch);
        row.Counters = counters;
    }
}
