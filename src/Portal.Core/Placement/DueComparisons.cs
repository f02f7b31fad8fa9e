using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <summary>
/// Looks once a day at each workload and compares its places anew when a month went by, or prices or the measured traffic moved by more
/// than a fifth since the comparison before. A workload is claimed by moving its time, so that of several nodes one looks.
/// </summary>
public sealed partial class DueComparisons(PortalDatabase database, TenantDirectory tenants, KeepComparison keep, TimeProvider clock, ILogger<DueComparisons> log)
{
    private const string Job = "placement";

    /// <returns>How many comparisons were kept.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var kept = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                foreach (var workload in await ClaimAsync(tenant.Id, ct))
                {
                    kept += await TryAsync(tenant.Id, workload, ct) ? 1 : 0;
                }
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return kept;
    }

    private async Task<IReadOnlyList<WorkloadId>> ClaimAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        await using var db = database.Open(tenant);
        var due = await db.Workloads.AsNoTracking().Where(row => row.NextLookAt <= now).OrderBy(row => row.NormalizedName).Select(row => new { row.Id, row.NextLookAt }).ToListAsync(ct);
        var mine = new List<WorkloadId>();
        foreach (var row in due)
        {
            if (await db.Workloads.Where(claimed => claimed.Id == row.Id && claimed.NextLookAt == row.NextLookAt).ExecuteUpdateAsync(claimed => claimed.SetProperty(one => one.NextLookAt, next), ct) == 1)
            {
                mine.Add(row.Id);
            }
        }

        return mine;
    }

    /// <summary>What goes wrong with one workload keeps no other waiting; it is looked at again the next day.</summary>
    private async Task<bool> TryAsync(TenantId tenant, WorkloadId id, CancellationToken ct)
    {
        try
        {
            return await RequestAsync(tenant, id, ct) is { } request && (await keep.RunAsync(Actor.ForJob(tenant, Job), request, ct)).IsOk;
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.Broke(log, id.Value, tenant.Value, broken);
            return false;
        }
    }

    private async Task<KeepComparisonRequest?> RequestAsync(TenantId tenant, WorkloadId id, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var workload = await db.Workloads.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var book = await PlacementBook.ReadAsync(db, clock.GetUtcNow(), ct);
        var before = await db.KeptComparisons.AsNoTracking().Where(row => row.WorkloadId == id).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        var traffic = workload.ModelId is { } model ? await MeasuredWorkload.TrafficAsync(db, model, clock.GetUtcNow(), ct) : null;
        return book.Places.Count > 0 && ComparisonDue.Why(before is null ? null : new ComparedBefore(before.At, before.Edition, before.Case), workload.Edition, book.Places, traffic, clock.GetUtcNow()) is { } cause
            ? new KeepComparisonRequest(workload.Name, cause, traffic)
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2210, Level = LogLevel.Error, Message = "Places for workload {Workload} of tenant {Tenant} could not be compared; it is tried again the next day")]
        public static partial void Broke(ILogger logger, Guid workload, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 2211, Level = LogLevel.Error, Message = "The workloads of tenant {Tenant} could not be looked at; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
