using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Reconciliation;

/// <summary>A gap between bill and usage that somebody was told of. It is told once, however often it is measured.</summary>
public sealed class ReconciliationGap : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DateOnly Day { get; init; }

    public required string Provider { get; init; }

    /// <summary>Empty where the bill does not tell models apart.</summary>
    public required string Model { get; init; }

    public required string Currency { get; init; }

    public decimal Billed { get; set; }

    public decimal Metered { get; set; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When it was first seen that the two agree again; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
