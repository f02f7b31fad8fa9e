using Portal.Core.Monitoring.Observations.Baselines;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations;

/// <summary>What came from production, as later rooms read it: counters of windows, and what they are compared with.</summary>
public sealed class ObservedWindows
{
    private readonly PortalDatabase _database;
    private readonly BaselineShelf _baselines;

    internal ObservedWindows(PortalDatabase database, BaselineShelf baselines) => (_database, _baselines) = (database, baselines);

    /// <summary>The counters of all hours that begin in the window, added up. Where nothing came, an empty window.</summary>
    /// <param name="to">Exclusive.</param>
    /// <exception cref="InvalidOperationException">No baseline can be made for the version: ask <see cref="BaselineAsync"/> first.</exception>
    public async Task<ObservedWindow> ReadAsync(
        TenantId tenant, EnvironmentId environment, ModelId model, VersionId version, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var found = await _baselines.TakeAsync(tenant, version, ct);
        var baseline = found.IsOk ? found.Value : throw new InvalidOperationException($"There is no baseline: {found.Refusal.Sentence}");
        var (tally, newest) = (new ObservedTally(baseline), 0);
        await using var db = _database.Open(tenant);
        var hours = db.WindowCounters.AsNoTracking()
            .Where(row => row.EnvironmentId == environment && row.ModelId == model && row.VersionId == version && row.BaselineId == baseline.Id && row.Hour >= from && row.Hour < to)
            .OrderBy(row => row.Hour).Select(row => new { row.Counters, row.NewestBatch }).AsAsyncEnumerable();
        await foreach (var hour in hours.WithCancellation(ct))
        {
            tally.Merge(TallyBytes.Read(baseline, hour.Counters));
            newest = Math.Max(newest, hour.NewestBatch);
        }

        return new ObservedWindow(from, to, version, tally, newest);
    }

    /// <summary>Made on first ask; a refusal says why none can be made.</summary>
    public Task<Outcome<ObservedBaseline>> BaselineAsync(TenantId tenant, VersionId version, CancellationToken ct) => _baselines.TakeAsync(tenant, version, ct);

    /// <summary>Rows and labels of each hour, oldest first, without reading counters: for lists and sparklines.</summary>
    public async Task<IReadOnlyList<ObservedHour>> HoursAsync(TenantId tenant, EnvironmentId environment, ModelId model, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = _database.Open(tenant);
        return await db.WindowCounters.AsNoTracking()
            .Where(row => row.EnvironmentId == environment && row.ModelId == model && row.Hour >= from && row.Hour < to)
            .OrderBy(row => row.Hour).Select(row => new ObservedHour(row.VersionId, row.Hour, row.Rows, row.LabelledRows, row.NewestBatch)).ToListAsync(ct);
    }
}

/// <summary>How much came in one hour.</summary>
public sealed record ObservedHour(VersionId Version, DateTimeOffset Hour, long Rows, long LabelledRows, int NewestBatch);
