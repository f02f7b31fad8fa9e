using System.Runtime.InteropServices;
using Portal.Core.Costs.Sums;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// Sums of one billing period's charges while they are read, by day and by who gets them. Shared costs are split at the end, day by day,
/// when it is known who used how much.
/// </summary>
internal sealed class AllocationTally
{
    private readonly List<(CostFacts Facts, AllocationRuleId? Rule)> _facts = [];
    private readonly Dictionary<(CostFacts, AllocationRuleId?), int> _numbers = [];
    private readonly Dictionary<(int Period, DateOnly Day, int Facts), CostAmounts> _sums = [];

    /// <summary>A number under which the money of an item is added.</summary>
    public int NumberOf(ChargeItem item)
    {
        var isShared = item.AllocatedBy == AllocationMethod.Shared;
        var facts = new CostFacts(
            CostBasis.Billed, item.Provider, item.ServiceCategory, item.Service, item.Sku, item.Region, item.Currency, item.Category, item.IsCorrection, item.IsUnused,
            isShared ? null : item.TeamId, isShared ? null : item.ModelId, item.EnvironmentId, isShared ? AllocationMethod.None : item.AllocatedBy);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, (facts, isShared ? item.RuleId : null), out var isKnown);
        if (!isKnown)
        {
            number = _facts.Count;
            _facts.Add((facts, isShared ? item.RuleId : null));
        }

        return number;
    }

    public void Add(int period, DateOnly day, int facts, CostAmounts amounts)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (period, day, facts), out _);
        sum += amounts;
    }

    /// <summary>The sums of one period, shared costs split.</summary>
    public async Task<AllocatedSums> FinishAsync(int period, PortalDbContext db, IReadOnlyDictionary<AllocationRuleId, AllocationRule> shared, AllocationNames names, CancellationToken ct)
    {
        var tally = new CostTally();
        var own = _sums.Where(sum => sum.Key.Period == period).ToList();
        var usage = new SharedUsage(db, [.. own.Where(sum => _facts[sum.Key.Facts].Rule is null).Select(sum => (sum.Key.Day, _facts[sum.Key.Facts].Facts, sum.Value))]);
        foreach (var (key, amounts) in own)
        {
            var (facts, id) = _facts[key.Facts];
            var rule = id is { } wanted && shared.TryGetValue(wanted, out var found) ? found : null;
            var weights = rule is null ? [] : await usage.WeightsAsync(rule, key.Day, ct);
            if (rule is null || SharedSplit.Split(amounts, weights) is not { } parts)
            {
                tally.Add(key.Day, facts, amounts);
                continue;
            }

            for (var i = 0; i < parts.Count; i++)
            {
                if (parts[i] != default)
                {
                    tally.Add(key.Day, To(facts, rule.Sharers[i], names), parts[i]);
                }
            }
        }

        return new AllocatedSums(tally, usage.Splits);
    }

    private static CostFacts To(CostFacts facts, AllocationTarget sharer, AllocationNames names) => facts with
    {
        Team = sharer.Team ?? (sharer.Model is { } model && names.TeamOf.TryGetValue(model, out var team) ? team : null),
        Model = sharer.Model,
        Environment = sharer.Environment ?? facts.Environment,
        AllocatedBy = AllocationMethod.Shared,
    };
}

/// <param name="Splits">By what shared costs were split that are split by use.</param>
internal sealed record AllocatedSums(CostTally Tally, IReadOnlyList<PeriodSplit> Splits);
