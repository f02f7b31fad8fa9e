using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>What became of one unit, as the team reports it. A fact: said once, never changed.</summary>
public sealed class ExperimentOutcome : ITenantOwned
{
    public const int LongestUnit = 200;

    public required TenantId TenantId { get; init; }

    public required ExperimentId ExperimentId { get; init; }

    /// <summary>What the unit was assigned by: an observation's id, or a customer's.</summary>
    public required string Unit { get; init; }

    /// <summary>The version that answered it.</summary>
    public required VersionId VersionId { get; init; }

    public required double Value { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }
}
