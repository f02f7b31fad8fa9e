using Portal.Core.Storage;

namespace Portal.Core.Costs;

/// <summary>How a tenant looks at its money. Without a row, the default currency holds.</summary>
public sealed class CostSettings : ITenantOwned, IRevised
{
    public const string DefaultCurrency = "USD";

    public required TenantId TenantId { get; init; }

    /// <summary>In which totals are shown, ISO 4217.</summary>
    public required string Currency { get; set; }

    public long Revision { get; private set; }
}
