using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// The charges of one import that one billing period is billed with. Its sums stand in the ledger as long as it is current; when a newer
/// import of the same source brings the period again, this one is superseded and stays as history.
/// </summary>
public sealed class ChargePeriod : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required int ImportNumber { get; init; }

    /// <summary>From 0 on within the import; the charges name it.</summary>
    public required int Index { get; init; }

    /// <summary>Under which the ledger keeps its sums.</summary>
    public required Guid OriginId { get; init; }

    public required ChargeSourceId SourceId { get; init; }

    /// <summary>The first day of the billing period.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The first day after.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Of the charges: the first and the last day.</summary>
    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required long Rows { get; init; }

    /// <summary>Of these: corrections of earlier periods.</summary>
    public required long Corrections { get; init; }

    /// <summary>By currency, exactly.</summary>
    public required IReadOnlyList<PeriodTotal> Totals { get; init; }

    /// <summary>The state of the allocation rules that its sums were written with.</summary>
    public required long AllocatedWith { get; set; }

    /// <summary>Of its shared costs that are split by use: what was measured when they were split. Empty when it has none.</summary>
    public IReadOnlyList<PeriodSplit> Splits { get; set; } = [];

    /// <summary>When its shared costs were last split by use; null when it has none.</summary>
    public DateTimeOffset? SplitAt { get; set; }

    /// <summary>The import that replaced it; null while it counts.</summary>
    public int? SupersededBy { get; set; }

    public DateTimeOffset? SupersededAt { get; set; }
}

/// <summary>What a period's charges add up to in one currency.</summary>
/// <param name="CorrectionsEffective">What of Effective are corrections.</param>
public sealed record PeriodTotal(string Currency, decimal Billed, decimal Effective, decimal List, decimal Contracted, decimal CorrectionsEffective);

/// <summary>What a shared rule split a month's costs by.</summary>
/// <param name="Used">By each sharer, as it had been measured; all 0 where nobody was measured and the file's own charges were taken.</param>
public sealed record PeriodSplit(AllocationRuleId Rule, DateOnly Month, IReadOnlyList<decimal> Used);
