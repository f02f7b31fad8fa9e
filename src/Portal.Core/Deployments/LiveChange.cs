using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <summary>What goes live, where, and why.</summary>
/// <param name="Promotion">Null for break-glass.</param>
/// <param name="Origin">Of a rollback: the deployment that let the version in first.</param>
internal sealed record LiveChange(
    EnvironmentId Environment, string EnvironmentName, ModelId Model, string ModelName, VersionId Version, int VersionNumber,
    DeploymentCause Cause, PromotionId? Promotion, string Reason, MemberId? StartedBy, int? Incident = null, DeploymentId? Origin = null)
{
    public (EnvironmentId Environment, ModelId Model, VersionId Version) Live => (Environment, Model, Version);

    public string Name => NameOf(VersionNumber);

    public string NameOf(int version) => $"{ModelName} version {version} in {EnvironmentName}";
}
