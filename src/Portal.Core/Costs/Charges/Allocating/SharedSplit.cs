using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Charges;

/// <summary>Splits what is shared among those who share it. The parts of each figure add up to the figure.</summary>
public static class SharedSplit
{
    /// <param name="weights">One for each sharer; all 0 when nobody is known to have used anything.</param>
    /// <returns>Null when the weights say nothing: it stays unallocated.</returns>
    public static IReadOnlyList<CostAmounts>? Split(CostAmounts whole, IReadOnlyList<decimal> weights)
    {
        if (weights.Count == 0 || weights.All(weight => weight <= 0))
        {
            return null;
        }

        IReadOnlyList<decimal> Parts(decimal figure) => Shares.Split(figure, weights, Amounts.Decimals);
        var (billed, effective, list, contracted) = (Parts(whole.Billed), Parts(whole.Effective), Parts(whole.List), Parts(whole.Contracted));
        var (tokens, requests, hours, rows) = (Parts(whole.Tokens), Parts(whole.Requests), Parts(whole.GpuHours), Shares.Split(whole.Rows, weights, 0));
        return [.. weights.Select((_, i) => new CostAmounts(billed[i], effective[i], list[i], contracted[i], tokens[i], requests[i], hours[i], (long)rows[i]))];
    }

    /// <summary>What counts for the proportion.</summary>
    public static decimal WeightOf(SplitBy by, CostAmounts used) => by switch
    {
        SplitBy.Even => 1,
        SplitBy.Tokens => used.Tokens,
        SplitBy.Requests => used.Requests,
        SplitBy.GpuSeconds => used.GpuHours,
    };
}
