using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>One measured breach: a subject of a monitor in a window. Never changed but for the incident that it became part of.</summary>
public sealed class Finding : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required FindingId Id { get; init; }

    public required MonitorId MonitorId { get; init; }

    public required MonitorRunId MonitorRunId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required VersionId VersionId { get; init; }

    /// <summary>A column, a group, a metric or the table.</summary>
    public required string Subject { get; init; }

    public required string Measure { get; init; }

    public double? Value { get; init; }

    public double? Limit { get; init; }

    public required Severity Severity { get; init; }

    public required string Sentence { get; init; }

    public required DateTimeOffset WindowFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset WindowTo { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public IncidentId? IncidentId { get; set; }
}
