using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <summary>What is to become live, where, and why.</summary>
internal sealed record Switch(EnvironmentId Environment, ModelId Model, VersionId Version, DeploymentCause Cause, PromotionId Promotion, string Reason, MemberId By);

/// <summary>
/// Makes a version live in the caller's unit of work: one deployment ends, one begins, and the row that says what is live moves,
/// or appears when nothing has been live there. Nobody sees two or none, because they are saved together.
/// </summary>
internal static class LiveSwitch
{
    public static async Task<Deployment> StageAsync(UnitOfWork unit, Switch to, CancellationToken ct)
    {
        var live = await unit.Db.LiveDeployments.SingleOrDefaultAsync(row => row.EnvironmentId == to.Environment && row.ModelId == to.Model, ct);
        await EndAsync(unit, live, to, ct);
        var next = Begin(unit, to);
        unit.Db.Deployments.Add(next);
        if (live is null)
        {
            unit.Db.LiveDeployments.Add(new LiveDeployment
            {
                TenantId = unit.Actor.Tenant,
                EnvironmentId = to.Environment,
                ModelId = to.Model,
                DeploymentId = next.Id,
                VersionId = to.Version,
                Since = unit.Now,
            });
        }
        else
        {
            live.DeploymentId = next.Id;
            live.VersionId = to.Version;
            live.Since = unit.Now;
        }

        await SayAsync(unit, "deployment.started", next, to.Reason, ct);
        return next;
    }

    private static Deployment Begin(UnitOfWork unit, Switch to) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = DeploymentId.New(),
        EnvironmentId = to.Environment,
        ModelId = to.Model,
        VersionId = to.Version,
        Cause = to.Cause,
        PromotionId = to.Promotion,
        Reason = to.Reason,
        StartedBy = to.By,
        StartedAt = unit.Now,
    };

    private static async Task EndAsync(UnitOfWork unit, LiveDeployment? live, Switch to, CancellationToken ct)
    {
        if (live is null)
        {
            return;
        }

        var ending = await unit.Db.Deployments.SingleAsync(row => row.Id == live.DeploymentId, ct);
        ending.EndedAt = unit.Now;
        await SayAsync(unit, "deployment.ended", ending, to.Reason, ct);
    }

    private static async Task SayAsync(UnitOfWork unit, string action, Deployment deployment, string reason, CancellationToken ct)
    {
        var named = await NameAsync(unit.Db, deployment, ct);
        unit.Record(action, named.Subject, reason, named.Details(deployment));
        unit.Tell(action, named.Details(deployment));
    }

    private static async Task<Named> NameAsync(PortalDbContext db, Deployment deployment, CancellationToken ct) => new(
        deployment.Id,
        await db.Environments.Where(row => row.Id == deployment.EnvironmentId).Select(row => row.Name).SingleAsync(ct),
        await db.Models.Where(row => row.Id == deployment.ModelId).Select(row => row.Name).SingleAsync(ct),
        await db.Versions.AsNoTracking().Where(row => row.Id == deployment.VersionId).Select(row => new NamedVersion(row.Number, row.Digest)).SingleAsync(ct));

    private sealed record NamedVersion(int Number, Digest Digest);

    private sealed record Named(DeploymentId Id, string Environment, string Model, NamedVersion Version)
    {
        public AuditSubject Subject => new("deployment", Id.ToString(), $"{Model} version {Version.Number} in {Environment}");

        public JsonObject Details(Deployment deployment) => new()
        {
            ["deployment"] = Id.ToString(),
            ["environment"] = Environment,
            ["model"] = Model,
            ["version"] = Version.Number,
            ["versionId"] = deployment.VersionId.ToString(),
            ["digest"] = Version.Digest.Hex,
            ["promotion"] = deployment.PromotionId.ToString(),
            ["cause"] = deployment.Cause.ToString(),
        };
    }
}
