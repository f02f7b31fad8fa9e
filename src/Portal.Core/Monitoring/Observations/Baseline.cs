using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations;

/// <summary>What a version was like before it met the world: made once, so that all windows are counted against the same. The counters
/// themselves lie in the artifact store.</summary>
public sealed class Baseline : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required BaselineId Id { get; init; }

    public required VersionId VersionId { get; init; }

    /// <summary>Where the columns come from: what the version was trained on, else what its model is evaluated on.</summary>
    public required DatasetVersionId DatasetVersionId { get; init; }

    /// <summary>Where scores, performance and fairness come from; null where the version was never evaluated.</summary>
    public EvaluationId? EvaluationId { get; init; }

    public required Digest Digest { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}
