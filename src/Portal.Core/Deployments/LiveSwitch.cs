using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <summary>What goes live, where, and why.</summary>
internal sealed record LiveChange(
    EnvironmentId Environment, string EnvironmentName, ModelId Model, string ModelName, VersionId Version, int VersionNumber,
    DeploymentCause Cause, PromotionId Promotion, string Reason, MemberId? StartedBy, int? Incident = null)
{
    public string Name => $"{ModelName} version {VersionNumber} in {EnvironmentName}";
}

/// <summary>The only code that changes what is live: ends what was, begins what is, and moves the one live row, in the caller's unit.</summary>
internal static class LiveSwitch
{
    /// <returns>The new deployment.</returns>
    public static async Task<Deployment> StageAsync(UnitOfWork unit, LiveChange change, CancellationToken ct)
    {
        var live = await unit.Db.LiveDeployments.SingleOrDefaultAsync(row => row.EnvironmentId == change.Environment && row.ModelId == change.Model, ct);
        if (live is not null)
        {
            await EndAsync(unit, change, live.DeploymentId, ct);
        }

        var deployment = new Deployment
        {
            TenantId = unit.Actor.Tenant,
            Id = DeploymentId.New(),
            EnvironmentId = change.Environment,
            ModelId = change.Model,
            VersionId = change.Version,
            Cause = change.Cause,
            PromotionId = change.Promotion,
            Reason = change.Reason,
            StartedBy = change.StartedBy,
            Incident = change.Incident,
            StartedAt = unit.Now,
        };
        unit.Db.Deployments.Add(deployment);
        Move(unit, live, deployment);
        Tell(unit, "deployment.started", deployment.Id, change.VersionNumber, change, change.Reason);
        return deployment;
    }

    private static async Task EndAsync(UnitOfWork unit, LiveChange change, DeploymentId id, CancellationToken ct)
    {
        var ended = await unit.Db.Deployments.SingleAsync(row => row.Id == id, ct);
        ended.EndedAt = unit.Now;
        var number = await unit.Db.Versions.Where(row => row.Id == ended.VersionId).Select(row => row.Number).SingleAsync(ct);
        Tell(unit, "deployment.ended", ended.Id, number, change, null);
    }

    private static void Move(UnitOfWork unit, LiveDeployment? live, Deployment deployment)
    {
        if (live is null)
        {
            unit.Db.LiveDeployments.Add(new LiveDeployment
            {
                TenantId = deployment.TenantId,
                EnvironmentId = deployment.EnvironmentId,
                ModelId = deployment.ModelId,
                DeploymentId = deployment.Id,
                VersionId = deployment.VersionId,
                Since = deployment.StartedAt,
            });
            return;
        }

        live.DeploymentId = deployment.Id;
        live.VersionId = deployment.VersionId;
        live.Since = deployment.StartedAt;
    }

    private static void Tell(UnitOfWork unit, string action, DeploymentId id, int version, LiveChange change, string? reason)
    {
        var name = $"{change.ModelName} version {version} in {change.EnvironmentName}";
        unit.Record(action, new AuditSubject("deployment", id.ToString(), name), reason, new JsonObject
        {
            ["environment"] = change.EnvironmentName,
            ["model"] = change.ModelName,
            ["version"] = version,
            ["cause"] = change.Cause.ToString(),
        });
        unit.Tell(action, new JsonObject
        {
            ["deploymentId"] = id.ToString(),
            ["environmentId"] = change.Environment.ToString(),
            ["modelId"] = change.Model.ToString(),
            ["version"] = version,
        });
    }
}
