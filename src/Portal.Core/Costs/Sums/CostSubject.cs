using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Sums;

public readonly record struct CostSubjectId(Guid Value) : IRowId<CostSubjectId>
{
    public static CostSubjectId From(Guid value) => new(value);

    public static CostSubjectId New() => new(Guid.CreateVersion7());

    public int CompareTo(CostSubjectId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

/// <summary>Where an amount comes from: a provider's charges, or usage times the price book. The two describe the same money and are never added.</summary>
public enum CostBasis
{
    /// <summary>Charges as a provider billed them, hours or days old.</summary>
    Billed,

    /// <summary>Usage priced by the price book as it arrived, seconds old.</summary>
    Metered,
}

/// <summary>What a charge is, in the words of FOCUS.</summary>
public enum ChargeCategory
{
    Usage,
    Purchase,
    Tax,
    Credit,
    Adjustment,
}

/// <summary>By what an amount was given to a team, model or environment.</summary>
public enum AllocationMethod
{
    /// <summary>By nothing: it is shown as unallocated.</summary>
    None,

    /// <summary>The resource is named by a rule.</summary>
    Resource,

    /// <summary>A tag of the charge is named by a rule.</summary>
    Tag,

    /// <summary>The sub-account is named by a rule.</summary>
    SubAccount,

    /// <summary>A share of a cost that several carry.</summary>
    Shared,

    /// <summary>Usage that named its model or its sender's team.</summary>
    Usage,
}

/// <summary>
/// What is told apart in sums: one row for each combination that occurs, never changed. A few thousand for a large tenant, while charges are
/// millions.
/// </summary>
public sealed class CostSubject : ITenantOwned
{
    public const int LongestName = 200;

    public required TenantId TenantId { get; init; }

    public required CostSubjectId Id { get; init; }

    /// <summary>Of all that follows, unique in the tenant.</summary>
    public required Digest Key { get; init; }

    public required CostBasis Basis { get; init; }

    public required string Provider { get; init; }

    /// <summary>FOCUS service category, such as "AI and Machine Learning".</summary>
    public required string ServiceCategory { get; init; }

    public required string Service { get; init; }

    /// <summary>What exactly was bought: a SKU's meter, or the provider's model with the kind of token. Empty where not said.</summary>
    public required string Sku { get; init; }

    public required string Region { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required ChargeCategory Category { get; init; }

    /// <summary>A correction of an earlier period: part of totals, never of unit costs.</summary>
    public required bool IsCorrection { get; init; }

    /// <summary>Paid for and not used: of a commitment or a capacity reservation.</summary>
    public required bool IsUnused { get; init; }

    public required TeamId? TeamId { get; init; }

    public required ModelId? ModelId { get; init; }

    public required EnvironmentId? EnvironmentId { get; init; }

    public required AllocationMethod AllocatedBy { get; init; }
}
