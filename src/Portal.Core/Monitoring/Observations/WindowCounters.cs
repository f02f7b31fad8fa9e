using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations;

/// <summary>All that was counted of the rows of one hour (UTC). Hours add up to any longer window; no row is needed again.</summary>
public sealed class WindowCounters : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required VersionId VersionId { get; init; }

    public required BaselineId BaselineId { get; init; }

    /// <summary>Its beginning.</summary>
    public required DateTimeOffset Hour { get; init; }

    public long Rows { get; set; }

    public long LabelledRows { get; set; }

    /// <summary>Number of the newest batch that added to it.</summary>
    public int NewestBatch { get; set; }

    /// <summary>The counters, as <see cref="Counting.TallyBytes"/> writes them.</summary>
    public byte[] Counters { get; set; } = [];
}
