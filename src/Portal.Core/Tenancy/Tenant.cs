using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>An organisation. Every row but its own belongs to exactly one.</summary>
public sealed class Tenant : IRevised
{
    public required TenantId Id { get; init; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}
