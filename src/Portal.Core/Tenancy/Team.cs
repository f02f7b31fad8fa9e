using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>Owns models and carries their cost.</summary>
public sealed class Team : ITenantOwned, IRevised
{
    public const int LongestCostCentre = 50;

    public required TenantId TenantId { get; init; }

    public required TeamId Id { get; init; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    /// <summary>The cost centre that finance knows the team by.</summary>
    public string? CostCentre { get; set; }

    public long Revision { get; private set; }
}
