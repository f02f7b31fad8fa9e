using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <summary>A place where workloads could run, with what it asks for. Its former prices stand in the comparisons that were kept, and in the trail.</summary>
public sealed class PlacementOption : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required PlacementOptionId Id { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    public required PlaceTerms Terms { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when no comparison takes it any more.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public long Revision { get; private set; }
}

/// <summary>How a tenant weighs places. Without a row, money alone counts.</summary>
public sealed class PlacementSettings : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required PlacementWeights Weights { get; set; }

    /// <summary>The cost of capital: share a year.</summary>
    public required decimal AnnualRate { get; set; }

    public long Revision { get; private set; }
}
