using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>How the cells of a source's files are read.</summary>
public enum ChargeProfile
{
    /// <summary>As the specification says; what differs is rejected, row by row.</summary>
    Strict,

    /// <summary>Also money such as "$10,100.00 " and dates such as 5/1/25, month first. Each row read so is listed.</summary>
    Lenient,
}

/// <summary>Where files of charges come from: one export of one provider. A newer file of a source replaces the older one of the same billing period.</summary>
public sealed class ChargeSource : ITenantOwned, IRevised
{
    public const int LongestDescription = 500;

    public required TenantId TenantId { get; init; }

    public required ChargeSourceId Id { get; init; }

    /// <summary>By which files are sent; unique in the tenant.</summary>
    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    /// <summary>What the provider is called where a file does not say it. Empty when files do.</summary>
    public required string Provider { get; set; }

    public required ChargeProfile Profile { get; set; }

    public required string Description { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it takes no more files; what it brought goes on counting. Null while it takes them.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public long Revision { get; private set; }
}
