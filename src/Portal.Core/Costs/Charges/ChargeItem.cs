using Portal.Core.Costs.Sums;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// What many charges have in common: every column but times, amounts and quantities. One row for each combination that occurs, so that a
/// charge is narrow, and allocation is decided once for all charges that are alike.
/// </summary>
public sealed class ChargeItem : ITenantOwned
{
    public const int LongestName = CostSubject.LongestName;
    public const int LongestId = 500;

    public required TenantId TenantId { get; init; }

    /// <summary>The beginning of the digest: short, because millions of charges name it.</summary>
    public required long Key { get; init; }

    /// <summary>Of the columns, unique in the tenant.</summary>
    public required Digest Digest { get; init; }

    public required string Provider { get; init; }

    public required string ServiceCategory { get; init; }

    public required string Service { get; init; }

    /// <summary>The meter of the SKU, or its id where there is no meter.</summary>
    public required string Sku { get; init; }

    public required string Region { get; init; }

    public required string ResourceId { get; init; }

    public required string SubAccountId { get; init; }

    public required string Currency { get; init; }

    public required ChargeCategory Category { get; init; }

    public required bool IsCorrection { get; init; }

    public required bool IsUnused { get; init; }

    public required string? ConsumedUnit { get; init; }

    public required string? PricingUnit { get; init; }

    /// <summary>Accelerators of one priced unit; null where the file does not say.</summary>
    public required decimal? GpuCount { get; init; }

    /// <summary>A flat JSON object, as it came; null when there is none.</summary>
    public required string? Tags { get; init; }

    /// <summary>All columns of the file that repeat, as they came, as a JSON object in the order of the file.</summary>
    public required string Columns { get; init; }

    public TeamId? TeamId { get; set; }

    public ModelId? ModelId { get; set; }

    public EnvironmentId? EnvironmentId { get; set; }

    public AllocationMethod AllocatedBy { get; set; }

    /// <summary>The rule that gave it to a team or model, or that says who shares it; null while it is unallocated.</summary>
    public AllocationRuleId? RuleId { get; set; }
}
