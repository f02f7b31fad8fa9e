using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage;

/// <summary>Where a cumulative metric of a source stood when it was last heard of: what comes is counted from there on.</summary>
public sealed class MetricSeries : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required UsageSourceId SourceId { get; init; }

    /// <summary>Of the metric's name, its attributes and those of its resource.</summary>
    public required Digest Key { get; init; }

    /// <summary>When it began to count, nanoseconds since 1970: another one means that it began anew.</summary>
    public long StartedAt { get; set; }

    public long LastAt { get; set; }

    public decimal LastSum { get; set; }

    public long LastCount { get; set; }
}
