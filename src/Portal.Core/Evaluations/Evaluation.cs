using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

public enum EvaluationState
{
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>
/// One scoring of a version on a dataset version on a device. The row is the queue, too: whoever claims it holds a lease, and a lease
/// that runs out puts it back.
/// </summary>
public sealed class Evaluation : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required EvaluationId Id { get; init; }

    public required VersionId VersionId { get; init; }

    public required DatasetVersionId DatasetVersionId { get; init; }

    /// <summary>The same key is never queued twice: the outbox message's id, or a person's request.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Null when registering the version queued it.</summary>
    public MemberId? RequestedBy { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>The device that was asked for; null for whatever the machine that takes it prefers.</summary>
    public DeviceWish? Device { get; init; }

    /// <summary>The evaluation whose evidence this one makes again, to see whether it comes out the same. Null for all others. A repetition is never evidence for gates.</summary>
    public EvaluationId? RepeatOf { get; init; }

    /// <summary>Its place in its own tenant's line.</summary>
    public EvaluationPriority Priority { get; set; } = EvaluationPriority.Normal;

    public EvaluationState State { get; set; } = EvaluationState.Queued;

    public DateTimeOffset DueAt { get; set; }

    public int Attempt { get; set; }

    /// <summary>Who holds it, or ended it last: a node of the portal, or the lease of a runner. Gone when the lease ran out.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Null when nobody holds it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>The runner that has or had it last; null for the portal itself.</summary>
    public RunnerId? RunnerId { get; set; }

    public bool CancelRequested { get; set; }

    public string? Phase { get; set; }

    public long RowsDone { get; set; }

    public long? RowsTotal { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? FailureCode { get; set; }

    public string? FailureSentence { get; set; }

    /// <summary>The name of the evidence: the digest of its canonical JSON, kept as an artifact.</summary>
    public Digest? EvidenceDigest { get; set; }

    /// <summary>The evidence's results once more, for lists and gates.</summary>
    public EvaluationResults? Results { get; set; }

    /// <summary>Times differ from run to run, so they stand beside the evidence, not in it.</summary>
    public EvaluationTimings? Timings { get; set; }
}
