using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Web.Registry;

namespace Portal.Web.Deployments;

/// <param name="Name">Stands in addresses and never changes.</param>
/// <param name="Purpose">Which policies hold there; never changes either.</param>
public sealed record CreateEnvironmentBody(string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description = "");

public sealed record EditEnvironmentBody(EnvironmentPlacement Placement, string Region, string Description);

/// <param name="LiveModels">How many models have a version live there.</param>
public sealed record EnvironmentResponse(
    Guid Id, string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description, DateTimeOffset CreatedAt,
    int LiveModels, long Revision)
{
    public static EnvironmentResponse Of(EnvironmentRow row) => new(
        row.Id.Value, row.Name, row.Purpose, row.Placement, row.Region, row.Description, row.CreatedAt, row.Live, row.Revision);
}

/// <param name="Promotion">The number of the promotion that allowed the version there: 12 for P-12. Absent for break-glass.</param>
/// <param name="StartedBy">Absent for the portal itself.</param>
/// <param name="EndedAt">Absent while it is live.</param>
/// <param name="Incident">The number of the incident that an automatic rollback answered: 7 for I-7.</param>
public sealed record DeploymentItem(
    Guid Id, string Environment, string Model, int Version, DeploymentCause Cause, int? Promotion, string Reason, string? StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? Incident)
{
    public static DeploymentItem Of(DeploymentRow row) => new(
        row.Id.Value, row.Environment, row.Model, row.VersionNumber, row.Cause, row.Promotion, row.Reason, row.StartedBy, row.StartedAt, row.EndedAt, row.Incident);
}

/// <param name="Digest">SHA-256 of the artifact, in hexadecimal.</param>
/// <param name="ArtifactAddress">Where the artifact's bytes are.</param>
public sealed record LiveResponse(
    string Environment, string Model, int Version, string Digest, long Length, string ArtifactAddress, Guid Deployment, DateTimeOffset Since)
{
    public static LiveResponse Of(LiveRow live) => new(
        live.Environment, live.Model, live.VersionNumber, live.Digest.Hex, live.Length, RegistryApi.ArtifactAddress(live.Model, live.VersionNumber), live.Deployment.Value, live.Since);
}

/// <param name="Reason">Kept in the audit trail.</param>
/// <param name="ToVersion">The number of a version that was live there before; left away, the one before the live one.</param>
public sealed record RollBackBody(string Model, string Reason, int? ToVersion = null);

public sealed record RolledBackResponse(Guid Deployment, int FromVersion, int ToVersion)
{
    public static RolledBackResponse Of(RolledBack done) => new(done.Deployment.Value, done.FromVersion, done.ToVersion);
}
