namespace Portal.Core.Costs.Sums;

/// <summary>What is summed, exactly. Costs are in the subject's currency; adding is of one subject, or of subjects of one currency.</summary>
/// <param name="Billed">What the invoice says: the cash view.</param>
/// <param name="Effective">Amortised: the default for unit costs and chargeback. Never added to Billed.</param>
/// <param name="List">At list prices.</param>
/// <param name="Contracted">At negotiated prices.</param>
/// <param name="Tokens">Where the quantity is tokens.</param>
/// <param name="Requests">Where the quantity is requests, or usage counted them.</param>
/// <param name="GpuHours">Hours times accelerators.</param>
/// <param name="Rows">Charges or usage records.</param>
public readonly record struct CostAmounts(
    decimal Billed, decimal Effective, decimal List = 0, decimal Contracted = 0, decimal Tokens = 0, decimal Requests = 0, decimal GpuHours = 0, long Rows = 0)
{
    public static CostAmounts operator +(CostAmounts left, CostAmounts right) => new(
        left.Billed + right.Billed,
        left.Effective + right.Effective,
        left.List + right.List,
        left.Contracted + right.Contracted,
        left.Tokens + right.Tokens,
        left.Requests + right.Requests,
        left.GpuHours + right.GpuHours,
        left.Rows + right.Rows);
}
