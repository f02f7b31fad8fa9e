using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Views;

/// <summary>One row of a pivot: a team, a provider, whatever the dimension is.</summary>
/// <param name="Key">Null for what is nothing under the dimension.</param>
/// <param name="Periods">One amount for each period of the pivot, in its order.</param>
public sealed record CostGroup(string? Key, string Name, IReadOnlyList<decimal> Periods, CostAmounts Counts)
{
    public decimal Total => Periods.Sum();
}

/// <summary>Costs by a dimension and period; the rows add up to the totals exactly.</summary>
/// <param name="Groups">The largest total first.</param>
public sealed record CostPivot(CostDimension Dimension, string Currency, IReadOnlyList<DateOnly> Periods, IReadOnlyList<CostGroup> Groups)
{
    public decimal Total => Groups.Sum(group => group.Total);

    public IReadOnlyList<decimal> Totals => [.. Periods.Select((_, index) => Groups.Sum(group => group.Periods[index]))];

    /// <param name="periods">All that are shown, also where nothing was spent. Cells of other periods are left out.</param>
    /// <param name="names">What to call a key; a key without a name is called by itself.</param>
    public static CostPivot Of(ConvertedCosts costs, CostDimension dimension, IReadOnlyList<DateOnly> periods, IReadOnlyDictionary<string, string> names)
    {
        var index = periods.Select((start, at) => (start, at)).ToDictionary(pair => pair.start, pair => pair.at);
        var groups = costs.Cells.Where(cell => index.ContainsKey(cell.Start)).GroupBy(cell => cell.Subject.KeyOf(dimension), StringComparer.Ordinal).Select(group =>
        {
            var amounts = new decimal[periods.Count];
            var counts = default(CostAmounts);
            foreach (var cell in group)
            {
                amounts[index[cell.Start]] += cell.Amount;
                counts += cell.Counts;
            }

            return new CostGroup(group.Key, group.Key is null ? CostDimensions.NothingIn(dimension) : names.GetValueOrDefault(group.Key, group.Key), amounts, counts);
        });
        return new(dimension, costs.Currency, periods, [.. groups.OrderByDescending(group => group.Total).ThenBy(group => group.Name, StringComparer.Ordinal)]);
    }
}
