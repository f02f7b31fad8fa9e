using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

public enum IncidentEventKind
{
    Opened,
    FindingsJoined,
    SeverityRose,
    Quiet,
    Acknowledged,
    Assigned,
    Unassigned,
    Silenced,
    Unsilenced,
    Commented,
    Resolved,
    Reopened,

    /// <summary>The portal took the model back.</summary>
    RolledBack,

    /// <summary>The portal should have taken it back and could not; the text says why.</summary>
    NotRolledBack,
    RetrainingRequested,

    /// <summary>Its monitor asks for retraining, and there is a reason not to ask now.</summary>
    RetrainingNotRequested,
    RetrainingAnswered,

    /// <summary>What was overdue has been put right, or fell away.</summary>
    FollowUpDone,
}

/// <summary>One line of an incident's timeline: what was found, what people did, what the portal did by itself. Never changed.</summary>
public sealed class IncidentEvent : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required IncidentEventId Id { get; init; }

    public required IncidentId IncidentId { get; init; }

    public required IncidentEventKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the portal itself.</summary>
    public MemberId? By { get; init; }

    /// <summary>A comment, a reason, or what was done, in words.</summary>
    public required string Text { get; init; }

    /// <summary>Of a retraining request, where the line is about one.</summary>
    public int? Number { get; init; }

    /// <summary>The message that it came of: heard twice, it leaves one line.</summary>
    public Guid? Message { get; init; }
}
