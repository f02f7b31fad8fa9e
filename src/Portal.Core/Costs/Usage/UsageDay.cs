using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <summary>What a source consumed on a day (UTC) of one model for one purpose: counts, also of what has no price. The money is in the cost sums.</summary>
public sealed class UsageDay : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required UsageSourceId SourceId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Of unit, provider, model, operation, team, model and environment.</summary>
    public required Digest Key { get; init; }

    public required UsageUnit Unit { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required TeamId? TeamId { get; init; }

    public required ModelId? ModelId { get; init; }

    public required EnvironmentId? EnvironmentId { get; init; }

    public long Records { get; set; }

    public long Requests { get; set; }

    public long Errors { get; set; }

    /// <summary>Records whose tokens nobody said.</summary>
    public long UnknownTokens { get; set; }

    /// <summary>Records whose cost is unknown.</summary>
    public long Unpriced { get; set; }

    /// <summary>Records whose parts had been left out of a whole.</summary>
    public long Normalised { get; set; }

    public long Input { get; set; }

    public long Output { get; set; }

    public long CacheRead { get; set; }

    public long CacheWrite { get; set; }

    public long Reasoning { get; set; }

    /// <summary>Of units other than tokens.</summary>
    public decimal Quantity { get; set; }

    internal void Add(UsageRecord record)
    {
        Records++;
        Requests += record.Requests;
        Errors += record.Error is null ? 0 : 1;
        UnknownTokens += record.Unit == UsageUnit.Tokens && record.Tokens.IsUnknown ? 1 : 0;
        Unpriced += record.Cost is null ? 1 : 0;
        Normalised += record.IsNormalised ? 1 : 0;
        Input += record.Input ?? 0;
        Output += record.Output ?? 0;
        CacheRead += record.CacheRead;
        CacheWrite += record.CacheWrite;
        Reasoning += record.Reasoning;
        Quantity += record.Quantity;
    }
}
