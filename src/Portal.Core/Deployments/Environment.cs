using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

public enum EnvironmentPlacement
{
    PublicCloud,
    PrivateCluster,
    Edge,
}

/// <summary>What running there costs, roughly: what a placement is weighed by.</summary>
public enum PriceClass
{
    Economy,
    Standard,
    Premium,
}

/// <summary>A place where versions are live.</summary>
public sealed class Environment : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required EnvironmentId Id { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    public required EnvironmentPurpose Purpose { get; init; }

    public required EnvironmentPlacement Placement { get; set; }

    public required string Region { get; set; }

    public required string Description { get; set; }

    /// <summary>The machines, as people say it: "8 × A10".</summary>
    public string Capacity { get; set; } = "";

    /// <summary>How many deployments it has room for; null when nobody has said. A running rollout takes one more. Shown, never enforced.</summary>
    public int? Slots { get; set; }

    public PriceClass PriceClass { get; set; } = PriceClass.Standard;

    /// <summary>What kinds of data a model may have seen to be live here; empty for all.</summary>
    public IReadOnlyList<DataClassification> AllowedClassifications { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}
