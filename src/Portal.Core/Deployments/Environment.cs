using Portal.Core.Promotions;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

public enum EnvironmentPlacement
{
    PublicCloud,
    PrivateCluster,
    Edge,
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

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}
