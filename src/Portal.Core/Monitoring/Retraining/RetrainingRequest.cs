using Portal.Core.Monitoring.Incidents;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

public enum RetrainingState
{
    Open,

    /// <summary>A version was registered for it.</summary>
    Answered,

    /// <summary>Somebody decided that no version will answer it.</summary>
    Closed,

    /// <summary>Whoever asked took it back.</summary>
    Withdrawn,
}

/// <summary>One column, group or metric that moved, as the one who retrains needs it.</summary>
/// <param name="Sentence">In words, with the numbers.</param>
public sealed record MovedSubject(string Subject, string Measure, double? Value, double? Limit, string Sentence);

/// <summary>What the version that needs an answer was made from, as it was when the request was made.</summary>
/// <param name="Sha256">Of the version's file.</param>
/// <param name="TrainingDataset">Null where nobody said.</param>
/// <param name="Evaluation">The digest of its newest evidence; null where it was never evaluated.</param>
public sealed record RetrainingLineage(int Version, string Sha256, string? TrainingDataset, int? TrainingDatasetVersion, string? TrainingSha256, Guid? EvaluationId, string? Evaluation);

/// <summary>A wish for a new version of a model, because the one that is live has grown old. At most one is open for a version.</summary>
public sealed class RetrainingRequest : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required RetrainingRequestId Id { get; init; }

    /// <summary>1, 2, 3 within the tenant: R-3.</summary>
    public required int Number { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>The version that is to be replaced.</summary>
    public required VersionId VersionId { get; init; }

    /// <summary>Where it was seen to have grown old; null when a person asked from the model's page.</summary>
    public EnvironmentId? EnvironmentId { get; init; }

    public IncidentId? IncidentId { get; init; }

    public required string Reason { get; init; }

    public RetrainingState State { get; set; }

    /// <summary>Null for the portal itself.</summary>
    public MemberId? RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The first window that breached begins here; production rows from then on differ from what the version knows.</summary>
    public DateTimeOffset? WindowFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? WindowTo { get; init; }

    public required IReadOnlyList<MovedSubject> Moved { get; init; }

    public required RetrainingLineage Lineage { get; init; }

    public VersionId? AnsweredBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null for the portal, which links the version that answers.</summary>
    public MemberId? EndedBy { get; set; }

    public string? EndReason { get; set; }

    public long Revision { get; private set; }
}
