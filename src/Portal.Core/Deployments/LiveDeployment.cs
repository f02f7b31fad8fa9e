using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments;

/// <summary>
/// What is live: one row for a model in an environment, so that two champions can't be, and the answer is one indexed read. While a
/// rollout runs, its challenger stands in the same row, so that no reader sees one without the other. Switching is one update of it.
/// Without the row nothing has been live there yet.
/// </summary>
public sealed class LiveDeployment : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>Of the champion, as the next two.</summary>
    public required DeploymentId DeploymentId { get; set; }

    public required VersionId VersionId { get; set; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>Null when no rollout runs, as the next three.</summary>
    public DeploymentId? ChallengerDeploymentId { get; set; }

    public VersionId? ChallengerVersionId { get; set; }

    /// <summary>Percent of the requests that the challenger answers; of a shadow: that it is sent copies of.</summary>
    public int? ChallengerShare { get; set; }

    public RolloutStrategy? ChallengerMode { get; set; }

    public long Revision { get; private set; }
}
