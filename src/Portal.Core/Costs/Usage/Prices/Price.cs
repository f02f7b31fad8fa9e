using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>What a price is for, and for how much of it.</summary>
public enum PriceUnit
{
    /// <summary>A million tokens of input that no cache held.</summary>
    InputTokens,

    /// <summary>A million tokens of input that came from the provider's cache.</summary>
    CacheReadTokens,

    /// <summary>A million tokens of input that were put into the provider's cache.</summary>
    CacheWriteTokens,

    /// <summary>A million tokens of output, reasoning among them.</summary>
    OutputTokens,

    /// <summary>One request.</summary>
    Request,

    /// <summary>One accelerator for an hour.</summary>
    GpuHour,

    /// <summary>A gigabyte for a month of 730 hours.</summary>
    GbMonth,

    /// <summary>A minute of a person.</summary>
    Minute,
}

/// <summary>How capacity was bought.</summary>
public enum PriceTerm
{
    OnDemand,
    Reserved,
    Spot,
}

/// <summary>What something costs from a day on. Prices are never changed: another one begins, and this one ends.</summary>
public sealed class Price : ITenantOwned, IRevised
{
    public const int LongestName = 200;

    public required TenantId TenantId { get; init; }

    public required PriceId Id { get; init; }

    /// <summary>As usage names it, lower case: <c>openai</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's model or SKU, lower case.</summary>
    public required string Model { get; init; }

    public required PriceUnit Unit { get; init; }

    public required PriceTerm Term { get; init; }

    /// <summary>Empty for any region that has no price of its own.</summary>
    public required string Region { get; init; }

    /// <summary>It holds for what lies above so much of it in a calendar month, in the thing itself: tokens, requests, hours. 0 for the first tier, or where there are none.</summary>
    public required decimal FromVolume { get; init; }

    /// <summary>For one unit.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The first instant at which it holds.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>The first instant at which it no longer holds; null while no end is known.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>Where it was read: a price list, a contract.</summary>
    public required string Source { get; init; }

    /// <summary>Null for the portal itself: an operator's command.</summary>
    public required MemberId? AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public long Revision { get; private set; }
}
