using Portal.Core.Promotions;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Devices of one edge environment that are given a version at the same time: one wave of every rollout.</summary>
public sealed class DeviceGroup : ITenantOwned, IRevised
{
    public const int LongestDescription = 500;
    public const int LargestOrder = 1000;

    public required TenantId TenantId { get; init; }

    public required DeviceGroupId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required string Name { get; set; }

    /// <summary>Unique in the environment. What was removed gives its name back: its id stands here then.</summary>
    public required string NormalizedName { get; set; }

    public required string Description { get; set; }

    /// <summary>Groups of a lower order come first; those of one order by name.</summary>
    public required int Order { get; set; }

    public required WaveSettings Settings { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A removed group takes part in nothing any more; waves that it was, and devices that were retired in it, keep its name.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public long Revision { get; private set; }
}
