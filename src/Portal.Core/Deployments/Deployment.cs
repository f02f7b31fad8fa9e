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
}

/// <summary>The fact that a version is, or was, live in an environment from one instant to another. Only its end is ever set.</summary>
public sealed class Deployment : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DeploymentId Id { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required VersionId VersionId { get; init; }

    public required DeploymentCause Cause { get; init; }

    /// <summary>The promotion that allowed the version here; a rollback names the one of the version that it goes back to.</summary>
    public required PromotionId PromotionId { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null for the portal itself, which only an automatic rollback is.</summary>
    public required MemberId? StartedBy { get; init; }

    /// <summary>The number of the incident that an automatic rollback answers: at most one deployment for each.</summary>
    public int? Incident { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>
/// What is live: one row for a model in an environment, so that two can't be, and the answer is one indexed read.
/// Switching is one update of it. Without the row nothing has been live there yet.
/// </summary>
public sealed class LiveDeployment : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required DeploymentId DeploymentId { get; set; }

    public required VersionId VersionId { get; set; }

    public required DateTimeOffset Since { get; set; }

    public long Revision { get; private set; }
}
