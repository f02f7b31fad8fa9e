using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage;

/// <summary>A name under which a provider's model is seen, and what it stands for.</summary>
/// <param name="Seen">As usage names it: <c>gpt-4o-2024-08-06</c>.</param>
/// <param name="PricedAs">The name in the price book; null when it is priced by its own name.</param>
/// <param name="Model">The portal's model that it serves; null for none.</param>
public sealed record ModelAlias(string Seen, string? PricedAs, string? Model);

/// <summary>How a tenant reads and keeps usage. Without a row, the defaults hold.</summary>
public sealed class UsageSettings : ITenantOwned, IRevised
{
    public const int DefaultDays = 400;
    public const int MostDays = 3650;
    public const decimal DefaultGapShare = 0.05m;
    public const int MostAliases = 1000;

    public required TenantId TenantId { get; init; }

    /// <summary>After so many days single records are deleted; sums stay.</summary>
    public int RetentionDays { get; set; } = DefaultDays;

    /// <summary>Billed and metered money may differ by this share of the billed before somebody is told.</summary>
    public decimal GapShare { get; set; } = DefaultGapShare;

    public IReadOnlyList<AttributeName> Names { get; set; } = [];

    public IReadOnlyList<ModelAlias> Aliases { get; set; } = [];

    public ContentHandling Content { get; set; } = ContentHandling.Drop;

    /// <summary>The secret of the tenant's fingerprints, protected; see <see cref="IFingerprintKeys"/>. Null where none are made.</summary>
    public string? FingerprintKey { get; set; }

    public SavingAssumptions Assumptions { get; set; } = SavingAssumptions.Default;

    public long Revision { get; private set; }
}
