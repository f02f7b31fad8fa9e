using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;

namespace Portal.Core.Placement;

/// <summary>Work of AI that has to run somewhere: what a place for it is chosen by.</summary>
public sealed class Workload : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required WorkloadId Id { get; init; }

    /// <summary>Stands in the address.</summary>
    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    /// <summary>Who pays for it.</summary>
    public required TeamId TeamId { get; set; }

    /// <summary>Whose work it is; null where the portal does not know the model.</summary>
    public required ModelId? ModelId { get; set; }

    public required UseCaseId? UseCaseId { get; set; }

    /// <summary>Where it runs today; null when it runs nowhere, or the catalogue does not know the place.</summary>
    public required PlacementOptionId? TodayId { get; set; }

    /// <summary>The number of the newest edition, whose terms these are.</summary>
    public required int Edition { get; set; }

    public required WorkloadTerms Terms { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the clock looks at it next.</summary>
    public required DateTimeOffset NextLookAt { get; set; }

    public long Revision { get; private set; }
}

/// <summary>The terms of a workload as they once were. Never changed.</summary>
public sealed class WorkloadEdition : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required WorkloadId WorkloadId { get; init; }

    /// <summary>1, 2, 3 within the workload.</summary>
    public required int Number { get; init; }

    public required WorkloadTerms Terms { get; init; }

    public required MemberId? MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}
