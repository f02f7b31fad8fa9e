using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>What an incident came of.</summary>
public enum IncidentSource
{
    /// <summary>A monitor breached.</summary>
    Monitor,

    /// <summary>What was let go was not put right in time.</summary>
    FollowUp,

    /// <summary>A wave of a fleet failed.</summary>
    Fleet,
}

public enum IncidentState
{
    Open,
    Acknowledged,
    Resolved,
}

/// <summary>Why it came about, as whoever resolves it says.</summary>
public enum IncidentCause
{
    /// <summary>The world has changed: other people apply, other prices hold.</summary>
    PopulationChanged,

    /// <summary>What leads to the outcome has changed.</summary>
    ConceptChanged,

    DataDefect,
    ModelDefect,
    Deployment,
    Expected,
    FalseAlarm,
    Other,
}

/// <summary>
/// What people handle. Of a monitor: all its findings about one version, from the first until somebody resolves it; while it is not
/// resolved, further findings join it and open no other. Of anything else: that one thing, without findings.
/// </summary>
public sealed class Incident : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required IncidentId Id { get; init; }

    /// <summary>1, 2, 3 within the tenant.</summary>
    public required int Number { get; init; }

    public IncidentSource Source { get; init; }

    /// <summary>Null when no monitor opened it.</summary>
    public MonitorId? MonitorId { get; init; }

    /// <summary>What is overdue, where it came of that.</summary>
    public FollowUpId? FollowUpId { get; init; }

    /// <summary>The promotion that allowed what it is about; null where none is known.</summary>
    public PromotionId? PromotionId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required VersionId VersionId { get; init; }

    public required string Title { get; set; }

    public required Severity Severity { get; set; }

    public IncidentState State { get; set; }

    public MemberId? AssignedTo { get; set; }

    /// <summary>Until then nobody is told of further findings of it.</summary>
    public DateTimeOffset? SilencedUntil { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastFoundAt { get; set; }

    public int Findings { get; set; }

    /// <summary>The end of the window in which its monitor was quiet again; null while it breaches. A quiet incident is not a resolved one.</summary>
    public DateTimeOffset? QuietSince { get; set; }

    /// <summary>Whether its monitor asks for people to be told: behind the bell, and outside.</summary>
    public required bool IsTold { get; init; }

    /// <summary>The incident of the same monitor and version that was resolved shortly before this one began.</summary>
    public IncidentId? FormerId { get; init; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public MemberId? ResolvedBy { get; set; }

    public IncidentCause? Cause { get; set; }

    public string? Resolution { get; set; }

    public long Revision { get; private set; }
}
