using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

public enum RolloutState
{
    /// <summary>Goes on when its hold time is over and its gate says yes.</summary>
    Running,

    /// <summary>A person holds it where it is.</summary>
    Held,

    /// <summary>The challenger took over.</summary>
    Completed,

    /// <summary>The challenger was taken away; the champion stayed.</summary>
    TakenBack,

    /// <summary>Another version went live meanwhile, or the champion was taken back: there is nothing any more that it could take over from.</summary>
    Superseded,
}

/// <summary>The way of a challenger from its first share of the requests to all of them, in the steps that its promotion was granted.</summary>
public sealed class Rollout : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required RolloutId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required PromotionId PromotionId { get; init; }

    /// <summary>Of the challenger.</summary>
    public required DeploymentId DeploymentId { get; init; }

    public required VersionId VersionId { get; init; }

    /// <summary>What is live beside it, and stays when it is taken back.</summary>
    public required DeploymentId ChampionDeploymentId { get; init; }

    public required VersionId ChampionVersionId { get; init; }

    public required RolloutStrategy Strategy { get; init; }

    /// <summary>The challenger's share in percent at each step; after the last one it takes over.</summary>
    public required IReadOnlyList<int> Shares { get; init; }

    public required double HoldHours { get; init; }

    public required RolloutState State { get; set; }

    /// <summary>Which of the shares holds now, from 0 on.</summary>
    public required int Step { get; set; }

    /// <summary>When the present step began.</summary>
    public required DateTimeOffset StepSince { get; set; }

    /// <summary>When the next step may be taken.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The number of the incident for which the portal took it back: at most one for each.</summary>
    public int? Incident { get; set; }

    public List<RolloutMove> Moves { get; init; } = [];

    public long Revision { get; private set; }
}
