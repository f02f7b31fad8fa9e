using Portal.Core.Storage;

namespace Portal.Core.Costs.Sums;

/// <summary>How long a sum's period is.</summary>
public enum CostGrain
{
    Day,
    Month,
}

/// <summary>
/// The sum of one origin's charges or usage of one subject in a day or month (UTC). Pages read these and never the rows behind them; each is
/// written in the transaction that writes its rows, so it equals their sum at every moment.
/// </summary>
public sealed class CostSum : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required CostGrain Grain { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly Start { get; init; }

    public required CostSubjectId SubjectId { get; init; }

    /// <summary>What is taken away at once when it is replaced: an import of charges, or a source of usage.</summary>
    public required Guid OriginId { get; init; }

    public decimal Billed { get; set; }

    public decimal Effective { get; set; }

    public decimal List { get; set; }

    public decimal Contracted { get; set; }

    public decimal Tokens { get; set; }

    public decimal Requests { get; set; }

    public decimal GpuHours { get; set; }

    public long Rows { get; set; }

    internal void Add(CostAmounts amounts)
    {
        Billed += amounts.Billed;
        Effective += amounts.Effective;
        List += amounts.List;
        Contracted += amounts.Contracted;
        Tokens += amounts.Tokens;
        Requests += amounts.Requests;
        GpuHours += amounts.GpuHours;
        Rows += amounts.Rows;
    }
}
