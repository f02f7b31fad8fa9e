using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public enum MonitorKind
{
    Drift,
    Performance,
    Bias,
    DataQuality,
    Volume,
    Latency,
    Cost,
}

/// <summary>What a window is compared with.</summary>
public enum MonitorReference
{
    /// <summary>What the live version was trained on; for its scores, what it gave on held-out rows.</summary>
    TrainingSet,

    PreviousWindow,

    /// <summary>One window of production data, named by its two instants.</summary>
    FixedWindow,
}

public enum Severity
{
    Info,
    Warning,
    Critical,
}

public enum MonitorState
{
    Active,
    Paused,

    /// <summary>Deleted by a person after it had runs: what it found stays, and it never runs again.</summary>
    Archived,
}

/// <summary>What happens when a monitor breaches in as many windows in a row as it asks for. Each is done once for an incident.</summary>
[Flags]
public enum MonitorActions
{
    None = 0,

    /// <summary>People who watch are told.</summary>
    Notify = 1,

    OpenIncident = 2,
    RequestRetraining = 4,

    /// <summary>Takes the model back to the version that was live before.</summary>
    RollBack = 8,
}

/// <summary>
/// A scheduled watch over what a model does in an environment. It follows the model, not one version: whatever is live there is what it
/// looks at, and a version that goes live is watched from its first window on.
/// </summary>
public sealed class Monitor : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required MonitorId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    public required MonitorKind Kind { get; init; }

    public required MonitorReference Reference { get; set; }

    /// <summary>For a fixed window only.</summary>
    public DateTimeOffset? ReferenceFrom { get; set; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? ReferenceTo { get; set; }

    public required WindowLength Window { get; set; }

    /// <summary>When it runs, as a cron expression of six or seven fields (seconds first), in <see cref="TimeZone"/>.</summary>
    public required string Schedule { get; set; }

    /// <summary>An IANA name, such as <c>Europe/Berlin</c>. The windows begin at its midnights, hours and Mondays.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Empty for all that the kind can look at.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];

    /// <summary>Limits and measures; by kind.</summary>
    public required MonitorSettings Settings { get; set; }

    /// <summary>In so many windows in a row it must breach before anything is done.</summary>
    public required int WindowsInARow { get; set; }

    public required Severity Severity { get; set; }

    public required MonitorActions Actions { get; set; }

    public MonitorState State { get; set; }

    /// <summary>When it is due next; null while it is paused.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>The end of the newest window that it has a run for.</summary>
    public DateTimeOffset? LastWindowTo { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}

public enum WindowLength
{
    Hour,
    Day,
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}
