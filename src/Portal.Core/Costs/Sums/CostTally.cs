namespace Portal.Core.Costs.Sums;

/// <summary>Sums in memory while rows are read, by day and subject.</summary>
public sealed class CostTally
{
    private readonly Dictionary<(DateOnly Day, CostFacts Facts), CostAmounts> _sums = [];

    public IReadOnlyDictionary<(DateOnly Day, CostFacts Facts), CostAmounts> Days => _sums;

    /// <param name="day">UTC, on which the charge's period begins.</param>
    public void Add(DateOnly day, CostFacts facts, CostAmounts amounts)
    {
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_sums, (day, facts), out _);
        sum += amounts;
    }

    /// <summary>The same money by month.</summary>
    public IEnumerable<((DateOnly Month, CostFacts Facts) Key, CostAmounts Amounts)> Months() =>
        _sums.GroupBy(sum => (new DateOnly(sum.Key.Day.Year, sum.Key.Day.Month, 1), sum.Key.Facts), sum => sum.Value)
            .Select(group => (group.Key, group.Aggregate(default(CostAmounts), (total, amounts) => total + amounts)));
}
