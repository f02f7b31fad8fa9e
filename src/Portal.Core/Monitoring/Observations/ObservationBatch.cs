using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations;

public enum ObservationKind
{
    /// <summary>What the model was given and what it said.</summary>
    Inputs,

    /// <summary>What became true, by id.</summary>
    Labels,
}

/// <summary>
/// One batch of production data, as it was acknowledged. Its rows lie in one block of the artifact store. Neither ever changes: only
/// the block may be deleted when its time is over, and labels may find the rows that they wait for.
/// </summary>
public sealed class ObservationBatch : ITenantOwned
{
    public const int LongestKey = 200;

    public required TenantId TenantId { get; init; }

    public required ObservationBatchId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>1, 2, 3 within the model in the environment.</summary>
    public required int Number { get; init; }

    public required ObservationKind Kind { get; init; }

    /// <summary>The sender's name of the batch: the same key is never taken twice.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was asked and sent: the same key with another request is a mistake.</summary>
    public required Digest RequestDigest { get; init; }

    /// <summary>Null for labels: they belong to whichever versions saw their rows.</summary>
    public VersionId? VersionId { get; init; }

    /// <summary>What its rows were counted against; null for labels.</summary>
    public BaselineId? BaselineId { get; init; }

    /// <summary>Rows that were counted.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the block: all, or the sample.</summary>
    public required long KeptRows { get; init; }

    /// <summary>The first instant of its rows; for labels when they came.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>The last instant of its rows.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Null when nothing was kept, and when its time is over.</summary>
    public Digest? BlockDigest { get; set; }

    public DateTimeOffset? BlockDeletedAt { get; set; }

    /// <summary>The share of its rows that was kept, 0 to 1.</summary>
    public required double SampleShare { get; init; }

    /// <summary>ISO 4217; null where no costs came.</summary>
    public string? Currency { get; init; }

    /// <summary>Labels whose rows have not come yet.</summary>
    public long Waiting { get; set; }

    /// <summary>Which rows of the block those are.</summary>
    public IReadOnlyList<int> WaitingRows { get; set; } = [];

    /// <summary>What the sender was answered, as JSON, to be said again.</summary>
    public required string Answer { get; init; }

    public required MemberId? ReceivedBy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
