using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Repricing;

/// <summary>Usage of the past that has to be priced anew because a price was entered, ended or imported; written with the price, done by a job, kept to say what came of it.</summary>
public sealed class UsageRepricing : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RepricingId Id { get; init; }

    public required string Provider { get; init; }

    /// <summary>The model whose price changed, lower case; empty for all of the provider: an alias may have changed.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset? Until { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required MemberId? AskedBy { get; init; }

    /// <summary>Up to where it has come.</summary>
    public DateTimeOffset? DoneUntil { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Records that were looked at.</summary>
    public long Records { get; set; }

    /// <summary>Records whose cost is another one now.</summary>
    public long Changed { get; set; }

    /// <summary>Records that have a cost now and had none.</summary>
    public long Priced { get; set; }
}
