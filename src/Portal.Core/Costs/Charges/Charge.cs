using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>One accepted row of a file. What repeats from row to row stands in its <see cref="ChargeItem"/>.</summary>
public sealed class Charge : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required int ImportNumber { get; init; }

    /// <summary>At which the row begins in the file; the header is line 1.</summary>
    public required int Line { get; init; }

    /// <summary>The <see cref="ChargePeriod.Index"/> of its billing period.</summary>
    public required int Period { get; init; }

    public required long ItemKey { get; init; }

    /// <summary>The UTC day on which the charge's period begins.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required decimal Billed { get; init; }

    public required decimal Effective { get; init; }

    /// <summary>Null where the file says nothing, which counts as 0.</summary>
    public required decimal? List { get; init; }

    public required decimal? Contracted { get; init; }

    public required decimal? Consumed { get; init; }

    public required decimal? Priced { get; init; }

    /// <summary>Columns that differ in nearly every row, as they came: a JSON object; null when there are none.</summary>
    public required string? Extra { get; init; }
}
