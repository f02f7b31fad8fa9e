using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <summary>Which of what an application sends is counted. Its spans and its metrics tell of the same tokens, so only one of them is.</summary>
public enum UsageSignal
{
    Spans,
    Metrics,
}

/// <summary>
/// Who sends usage: a service by its name. Batches of one source are taken one after the other, on whatever node, because each begins by
/// counting itself here; so no sum of it loses an addition.
/// </summary>
public sealed class UsageSource : ITenantOwned, IRevised
{
    public const int LongestName = 200;

    public required TenantId TenantId { get; init; }

    public required UsageSourceId Id { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    public UsageSignal Signal { get; set; } = UsageSignal.Spans;

    /// <summary>Who carries what names no model; null for the sender's own team.</summary>
    public TeamId? TeamId { get; set; }

    public required DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>Records that were counted.</summary>
    public long Records { get; set; }

    /// <summary>That had been counted before.</summary>
    public long Doubled { get; set; }

    /// <summary>Of the signal that is not counted.</summary>
    public long Ignored { get; set; }

    public long Revision { get; private set; }
}
