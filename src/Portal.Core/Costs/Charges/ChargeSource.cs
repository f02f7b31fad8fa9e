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

    /// <summary>Stands in addresses, unique in the tenant, never changed.</summary>
    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    /// <summary>What the provider is called where a file does not say it. Empty when files do.</summary>
    public required string Provider { get; set; }

    public required ChargeProfile Profile { get; set; }

    public required string Description { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}
