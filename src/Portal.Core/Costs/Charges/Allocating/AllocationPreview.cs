using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>What a rule would give to somebody, in one currency.</summary>
/// <param name="Target">Null: several share it.</param>
public sealed record CaughtCost(TargetNames? Target, string Currency, decimal Effective, int Items);

/// <param name="From">The first day that was looked at.</param>
/// <param name="Caught">The largest first.</param>
/// <param name="IsCut">More items than can be looked at on a page match: figures are of a part.</param>
public sealed record AllocationPreviewView(DateOnly From, DateOnly Until, IReadOnlyList<CaughtCost> Caught, bool IsCut);

/// <summary>What a rule would catch of the newest month's charges before it is saved: those whose allocation would be different with it.</summary>
public sealed class AllocationPreview(PortalDatabase database)
{
    private const int MostItems = 20_000;
    private const int MostCharges = 500_000;

    public async Task<Outcome<AllocationPreviewView>> ReadAsync(Actor actor, AllocationRuleDraft draft, AllocationRuleId? replaces, CancellationToken ct)
    {
        if (draft.Refuses() is { } invalid)
        {
            return invalid;
        }

        await using var db = database.Open(actor.Tenant);
        var names = await AllocationNames.ReadAsync(db, ct);
        var filled = DraftTargets.Fill(Blank(actor, draft), draft, names);
        if (filled.Refusal is { } unknown)
        {
            return unknown;
        }

        if (await db.ChargePeriods.Where(row => row.SupersededBy == null).MaxAsync(row => (DateOnly?)row.LastDay, ct) is not { } last)
        {
            return new AllocationPreviewView(default, default, [], false);
        }

        var month = new DateOnly(last.Year, last.Month, 1);
        var rules = await db.AllocationRules.AsNoTracking().Where(row => row.Id != (replaces ?? default)).ToListAsync(ct);
        var (before, after) = (new AllocationDecision(rules, names), new AllocationDecision(rules.Append(filled.Value), names));
        var periods = db.ChargePeriods.Where(row => row.SupersededBy == null && row.LastDay >= month);
        var charges = db.Charges.AsNoTracking().Where(row => row.Day >= month && periods.Any(period => period.ImportNumber == row.ImportNumber && period.Index == row.Period));
        var items = await db.ChargeItems.AsNoTracking().Where(item => charges.Any(row => row.ItemKey == item.Key)).Take(MostItems + 1).ToListAsync(ct);
        var caught = items.Take(MostItems).Select(item => (Item: item, Charge: AllocatedCharges.Of(item)))
            .Select(item => (item.Item, Verdict: after.Decide(item.Charge), Before: before.Decide(item.Charge)))
            .Where(item => item.Verdict.Target != item.Before.Target || item.Verdict.Rule != item.Before.Rule)
            .ToDictionary(item => item.Item.Key, item => (item.Item.Currency, item.Verdict));
        var (sums, isCut) = await SumAsync(charges, caught.Keys, ct);
        var words = await TargetWords.ReadAsync(db, ct);
        return new AllocationPreviewView(
            month, last.AddDays(1),
            [
                .. caught.GroupBy(item => (item.Value.Currency, Target: item.Value.Verdict.Method == AllocationMethod.Shared ? null : item.Value.Verdict.Target))
                    .Select(group => new CaughtCost(group.Key.Target is null ? null : words.Of(group.Key.Target), group.Key.Currency, group.Sum(item => sums.GetValueOrDefault(item.Key)), group.Count()))
                    .OrderByDescending(cost => Math.Abs(cost.Effective)),
            ],
            isCut || items.Count > MostItems);
    }

    private static async Task<(Dictionary<long, decimal> Sums, bool IsCut)> SumAsync(IQueryable<Charge> charges, IEnumerable<long> keys, CancellationToken ct)
    {
        var (sums, rows) = (new Dictionary<long, decimal>(), 0);
        foreach (var some in keys.Chunk(500))
        {
            await foreach (var row in charges.Where(row => some.Contains(row.ItemKey)).Select(row => new { row.ItemKey, row.Effective }).AsAsyncEnumerable().WithCancellation(ct))
            {
                sums[row.ItemKey] = sums.GetValueOrDefault(row.ItemKey) + row.Effective;
                if (++rows == MostCharges)
                {
                    return (sums, true);
                }
            }
        }

        return (sums, false);
    }

    private static AllocationRule Blank(Actor actor, AllocationRuleDraft draft) => new()
    {
        TenantId = actor.Tenant,
        Id = AllocationRuleId.New(),
        Name = draft.Name,
        NormalizedName = Names.Normalize(draft.Name),
        Kind = draft.Kind,
        Order = draft.Order,
        CreatedBy = default,
        CreatedAt = DateTimeOffset.MaxValue,
    };
}

/// <summary>Money that no rule gives to a team or model.</summary>
public sealed record UnallocatedCost(string Provider, string Service, string Currency, decimal Effective, decimal Billed);

/// <param name="Totals">Of all, by currency: what is unallocated of how much.</param>
public sealed record UnallocatedView(DateOnly From, DateOnly Until, IReadOnlyList<UnallocatedCost> Costs, IReadOnlyList<(Money Unallocated, Money All)> Totals);

/// <summary>What is unallocated in money, from the sums, of the newest three months that have charges.</summary>
public sealed class UnallocatedCosts(PortalDatabase database)
{
    private const int Months = 3;

    public async Task<UnallocatedView> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await db.ChargePeriods.Where(row => row.SupersededBy == null).MaxAsync(row => (DateOnly?)row.LastDay, ct) is not { } last)
        {
            return new UnallocatedView(default, default, [], []);
        }

        var until = new DateOnly(last.Year, last.Month, 1).AddMonths(1);
        var from = until.AddMonths(-Months);
        var cells = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Billed, CostGrain.Month, from, until), ct);
        var open = cells.Where(cell => cell.Subject.AllocatedBy == AllocationMethod.None).ToList();
        return new UnallocatedView(
            from, until,
            [
                .. open.GroupBy(cell => (cell.Subject.Provider, cell.Subject.Service, cell.Subject.Currency))
                    .Select(group => new UnallocatedCost(group.Key.Provider, group.Key.Service, group.Key.Currency, group.Sum(cell => cell.Amounts.Effective), group.Sum(cell => cell.Amounts.Billed)))
                    .OrderByDescending(cost => Math.Abs(cost.Effective)),
            ],
            [
                .. cells.GroupBy(cell => cell.Subject.Currency).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => (new Money(group.Where(cell => cell.Subject.AllocatedBy == AllocationMethod.None).Sum(cell => cell.Amounts.Effective), group.Key), new Money(group.Sum(cell => cell.Amounts.Effective), group.Key))),
            ]);
    }
}
