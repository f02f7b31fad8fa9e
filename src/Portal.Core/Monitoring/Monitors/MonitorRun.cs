using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

public enum MonitorRunState
{
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>What a window turned out to be.</summary>
public enum WindowVerdict
{
    Quiet,
    Warning,
    Breach,
    NotEnoughData,
}

/// <summary>
/// One monitor on one window: the row of work and, later, its result. There is one for a monitor and a window, whatever happens, so that
/// running twice changes nothing.
/// </summary>
public sealed class MonitorRun : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required MonitorRunId Id { get; init; }

    public required MonitorId MonitorId { get; init; }

    public required DateTimeOffset WindowFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset WindowTo { get; init; }

    /// <summary>Null when the schedule asked.</summary>
    public MemberId? RequestedBy { get; set; }

    public required DateTimeOffset QueuedAt { get; set; }

    public MonitorRunState State { get; set; } = MonitorRunState.Queued;

    public DateTimeOffset DueAt { get; set; }

    public int Attempt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>0 to 1.</summary>
    public double Progress { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? FailureSentence { get; set; }

    /// <summary>The version whose rows were looked at; null where nothing was live.</summary>
    public VersionId? VersionId { get; set; }

    public WindowVerdict? Verdict { get; set; }

    /// <summary>One sentence with the numbers.</summary>
    public string? Sentence { get; set; }

    public long Rows { get; set; }

    /// <summary>What was measured, a reading for each column, group or metric, in the order of the page.</summary>
    public IReadOnlyList<Reading>? Readings { get; set; }
}

/// <summary>One number of a window beside what it is compared with and its limit.</summary>
/// <param name="Subject">A column, a group, a metric or the table.</param>
/// <param name="Measure">Such as <c>js2</c>, <c>w1Norm</c>, <c>psi</c>, <c>impactRatio</c>, <c>rocAuc</c>, <c>score</c>.</param>
/// <param name="Value">Null where it is not defined.</param>
/// <param name="Reference">What it was in the reference, where that is a number.</param>
/// <param name="Limit">The one that the verdict was made with.</param>
/// <param name="AdjustedP">After adjustment for all tests of the run.</param>
/// <param name="Sentence">In words, with the numbers.</param>
public sealed record Reading(
    string Subject, string Measure, double? Value, double? Low, double? High, double? Reference, double? Limit, double? P, double? AdjustedP,
    long Rows, WindowVerdict Verdict, string Sentence)
{
    /// <summary>The subject of readings about the model's own answers.</summary>
    public const string Score = "score";

    /// <summary>The subject of readings about all rows together.</summary>
    public const string Table = "table";

    /// <summary>Other measures of the same subject, by name.</summary>
    public IReadOnlyDictionary<string, double>? Also { get; init; }
}
