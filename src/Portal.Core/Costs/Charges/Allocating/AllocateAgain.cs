using Portal.Core.Audit;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// After rules changed, or the usage that shared costs are split by: decides all items anew, then writes the sums of each current period anew from its rows, one short transaction a
/// period. Interrupted, it goes on where it was, because each period says with which rules it was written.
/// </summary>
internal sealed class AllocateAgain(AuditTrail trail, PortalDatabase database)
{
    private const int ItemsAtOnce = 2_000;
    private const int KeysAtOnce = 500;

    /// <returns>Periods whose sums were written.</returns>
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var written = 0;
        while (true)
        {
            await using var db = database.Open(tenant);
            var plan = await AllocationPlan.ReadAsync(db, ct);
            if (plan.Rules > 0 && await db.AllocationStates.AsNoTracking().AnyAsync(row => row.Items < plan.Rules, ct))
            {
                await DecideItemsAsync(tenant, plan, ct);
            }

            if (await db.ChargePeriods.AsNoTracking().Where(row => row.SupersededBy == null && row.AllocatedWith < plan.Rules).OrderByDescending(row => row.Start).FirstOrDefaultAsync(ct) is not { } period)
            {
                return written;
            }

            var sums = await Task.Run(() => TallyAsync(tenant, period, plan, ct), ct);
            written += await WriteAsync(tenant, period, plan, sums, ct) ? 1 : 0;
        }
    }

    /// <summary>In the order of their keys, some thousands at a time.</summary>
    private async Task DecideItemsAsync(TenantId tenant, AllocationPlan plan, CancellationToken ct)
    {
        long? after = null;
        while (true)
        {
            await using var db = database.Open(tenant);
            var some = await db.ChargeItems.AsNoTracking().Where(row => after == null || row.Key > after).OrderBy(row => row.Key).Take(ItemsAtOnce).ToListAsync(ct);
            await SayAsync(db, some.Where(plan.Apply), ct);
            if (some.Count < ItemsAtOnce)
            {
                using var turn = await database.TakeTurnAsync(ct);
                await db.AllocationStates.Where(row => row.Items < plan.Rules).ExecuteUpdateAsync(row => row.SetProperty(state => state.Items, plan.Rules), ct);
                return;
            }

            after = some[^1].Key;
        }
    }

    /// <summary>Writes into items what was decided of them.</summary>
    private async Task SayAsync(PortalDbContext db, IEnumerable<ChargeItem> changed, CancellationToken ct)
    {
        foreach (var group in changed.GroupBy(item => (item.TeamId, item.ModelId, item.EnvironmentId, item.AllocatedBy, item.RuleId)))
        {
            var (team, model, environment, method, rule) = group.Key;
            foreach (var keys in group.Select(item => item.Key).Chunk(KeysAtOnce))
            {
                using var turn = await database.TakeTurnAsync(ct);
                await db.ChargeItems.Where(row => keys.Contains(row.Key)).ExecuteUpdateAsync(
                    row => row.SetProperty(item => item.TeamId, team).SetProperty(item => item.ModelId, model).SetProperty(item => item.EnvironmentId, environment)
                        .SetProperty(item => item.AllocatedBy, method).SetProperty(item => item.RuleId, rule),
                    ct);
            }
        }
    }

    private async Task<AllocatedSums> TallyAsync(TenantId tenant, ChargePeriod period, AllocationPlan plan, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var rows = db.Charges.AsNoTracking().Where(row => row.ImportNumber == period.ImportNumber && row.Period == period.Index);
        var items = new Dictionary<long, (int Facts, ItemMeasure Measure)>();
        var tally = new AllocationTally();

        // An import that began before the rules changed brought items that the last look missed.
        var changed = new List<ChargeItem>();
        await foreach (var item in db.ChargeItems.AsNoTracking().Where(item => rows.Any(row => row.ItemKey == item.Key)).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (plan.Apply(item))
            {
                changed.Add(item);
            }

            items[item.Key] = (tally.NumberOf(item), ItemMeasure.Of(item));
        }

        await foreach (var row in rows.Select(row => new { row.ItemKey, row.Day, row.Billed, row.Effective, row.List, row.Contracted, row.Consumed, row.Priced }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var (facts, measure) = items[row.ItemKey];
            tally.Add(period.Index, row.Day, facts, measure.AmountsOf(row.Billed, row.Effective, row.List, row.Contracted, row.Consumed, row.Priced));
        }

        await SayAsync(db, changed, ct);
        return await tally.FinishAsync(period.Index, db, plan.Decision.Shared, plan.Names, ct);
    }

    /// <returns>False when the period was superseded meanwhile; with other rules it is simply looked at again.</returns>
    private async Task<bool> WriteAsync(TenantId tenant, ChargePeriod period, AllocationPlan plan, AllocatedSums sums, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "charges"), ct);
        if (await unit.Db.ChargePeriods.SingleOrDefaultAsync(row => row.ImportNumber == period.ImportNumber && row.Index == period.Index && row.SupersededBy == null && row.AllocatedWith < plan.Rules, ct) is not { } row)
        {
            return false;
        }

        (row.AllocatedWith, row.Splits, row.SplitAt) = (plan.Rules, sums.Splits, sums.Splits.Count > 0 ? unit.Now : null);
        await CostLedger.RemoveAsync(unit.Db, row.OriginId, ct);
        await CostLedger.WriteAsync(database, unit.Db, tenant, row.OriginId, sums.Tally, ct);
        unit.Record("charges.allocated", new AuditSubject("charge-import", $"{row.ImportNumber}/{row.Index}", $"C-{row.ImportNumber}, {row.Start:yyyy-MM-dd}"));
        return (await unit.CommitAsync(true, ct)).IsOk;
    }
}
