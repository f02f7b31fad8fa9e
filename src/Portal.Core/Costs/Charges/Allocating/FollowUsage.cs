using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// Shared costs that are split by use follow usage that is measured, or priced, after the split: where the sharers' use of a month is no
/// longer what a current period was split by, its sums are written anew, as after a change of rules. Usage may stream in without end, so a
/// period follows it at most once an hour; arriving usage itself marks nothing and waits for nothing.
/// </summary>
internal sealed class FollowUsage(PortalDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromHours(1);

    /// <returns>Periods whose sums are to be written anew.</returns>
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - AtMostEvery;
        await using var db = database.Open(tenant);
        var periods = await db.ChargePeriods.AsNoTracking().Where(row => row.SupersededBy == null && row.SplitAt <= before && row.AllocatedWith > 0).ToListAsync(ct);
        if (periods.Count == 0)
        {
            return 0;
        }

        var rules = await db.AllocationRules.AsNoTracking().Where(row => row.Kind == AllocationKind.Shared).ToDictionaryAsync(row => row.Id, ct);
        var (use, moved) = (new MeteredUse(db), 0);
        foreach (var period in periods)
        {
            moved += await HasMovedAsync(period, rules, use, ct) ? await MarkAsync(db, period, ct) : 0;
        }

        return moved;
    }

    /// <summary>A rule that is gone or changed has had all sums written anew anyway.</summary>
    private static async Task<bool> HasMovedAsync(ChargePeriod period, Dictionary<AllocationRuleId, AllocationRule> rules, MeteredUse use, CancellationToken ct)
    {
        foreach (var split in period.Splits)
        {
            if (rules.TryGetValue(split.Rule, out var rule) && !(await use.OfAsync(rule, split.Month, ct)).SequenceEqual(split.Used))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As if it had been written before the first rule; what was written meanwhile stays.</summary>
    private async Task<int> MarkAsync(PortalDbContext db, ChargePeriod period, CancellationToken ct)
    {
        using var turn = await database.TakeTurnAsync(ct);
        return await db.ChargePeriods
            .Where(row => row.ImportNumber == period.ImportNumber && row.Index == period.Index && row.SupersededBy == null && row.AllocatedWith == period.AllocatedWith && row.SplitAt == period.SplitAt)
            .ExecuteUpdateAsync(row => row.SetProperty(marked => marked.AllocatedWith, 0L), ct);
    }
}
