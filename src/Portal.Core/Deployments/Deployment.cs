using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

public enum DeploymentCause
{
    Promotion,
    Rollback,

    /// <summary>The portal took it back by itself, because a monitor breached that asks for it.</summary>
    AutomaticRollback,

    /// <summary>A named role made it live at once, without a promotion.</summary>
    BreakGlass,
}

/// <summary>
/// The fact that a version runs, or ran, in an environment from one instant to another: as the champion, or first as a challenger beside
/// it. Only the instants at which it became the champion and at which it ended are ever set.
/// </summary>
public sealed class Deployment : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DeploymentId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required VersionId VersionId { get; init; }

    public required DeploymentCause Cause { get; init; }

    /// <summary>The promotion that allowed the version here; a rollback names the one of the version that it goes back to. Null for break-glass.</summary>
    public required PromotionId? PromotionId { get; init; }

    /// <summary>Of a rollback: the deployment by promotion or break-glass that let this version in first. Null when this is that one.</summary>
    public DeploymentId? OriginId { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null for the portal itself, which only an automatic rollback is.</summary>
    public required MemberId? StartedBy { get; init; }

    /// <summary>The number of the incident that an automatic rollback answers: at most one deployment for each.</summary>
    public int? Incident { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From when on it was what is live; null for a challenger that has not taken over.</summary>
    public DateTimeOffset? ChampionSince { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
