using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <summary>A model that was made for a use case. A model belongs to one at most.</summary>
public sealed class UseCaseModel : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ModelId ModelId { get; init; }

    public required UseCaseId UseCaseId { get; init; }

    public required MemberId? AssignedBy { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }
}
