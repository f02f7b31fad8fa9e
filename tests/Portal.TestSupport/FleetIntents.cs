using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.TestSupport;

/// <summary>What fleets need before they begin: versions that are live, put there as promotions would leave them.</summary>
public static class FleetIntents
{
    /// <summary>The next version of the model, with bytes of its own, live in the environment instead of the one before.</summary>
    /// <returns>Its digest.</returns>
    public static async Task<Digest> AddLiveVersionAsync(this PortalDatabase database, ArtifactStore store, TenantId tenant, EnvironmentId environment, ModelId model, MemberId member, DateTimeOffset at)
    {
        var db = database.Open(tenant);
        await using (db)
        {
            var number = 1 + await db.Versions.CountAsync(row => row.ModelId == model);
            using var content = new MemoryStream(Encoding.UTF8.GetBytes($"bytes of {model} version {number}"));
            var stored = (await store.WriteAsync(tenant, content, long.MaxValue, CancellationToken.None)).Value;
            db.Artifacts.Add(new Artifact { TenantId = tenant, Digest = stored.Digest, Length = stored.Length, StoredAt = at });
            var version = new Portal.Core.Registry.Version
            {
                TenantId = tenant, Id = VersionId.New(), ModelId = model, Number = number, Digest = stored.Digest, Length = stored.Length, FileName = $"v{number}.onnx", Signature = "{}",
                Scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5),
                RegisteredBy = member, RegisteredAt = at, Description = "",
            };
            var promotion = new Promotion
            {
                TenantId = tenant, Id = PromotionId.New(), Number = 1 + await db.Promotions.CountAsync(), ModelId = model, VersionId = version.Id, EnvironmentId = environment, RequestedBy = member, RequestedAt = at,
                Note = "", Evidence = FrozenSamples.Of("fleet", number, "edge", at).Freeze().Json, EvidenceDigest = stored.Digest, State = PromotionState.Approved, EndedAt = at,
            };
            var deployment = new Deployment
            {
                TenantId = tenant, Id = DeploymentId.New(), EnvironmentId = environment, ModelId = model, VersionId = version.Id, Cause = DeploymentCause.Promotion, PromotionId = promotion.Id,
                Reason = "For a test.", StartedBy = member, StartedAt = at, ChampionSince = at,
            };
            db.AddRange(version, promotion, deployment);
            await MoveAsync(db, deployment);
            await db.SaveChangesAsync();
            return stored.Digest;
        }
    }

    private static async Task MoveAsync(PortalDbContext db, Deployment deployment)
    {
        if (await db.LiveDeployments.SingleOrDefaultAsync(row => row.EnvironmentId == deployment.EnvironmentId && row.ModelId == deployment.ModelId) is not { } live)
        {
            db.LiveDeployments.Add(new LiveDeployment
            {
                TenantId = deployment.TenantId, EnvironmentId = deployment.EnvironmentId, ModelId = deployment.ModelId, DeploymentId = deployment.Id, VersionId = deployment.VersionId, Since = deployment.StartedAt,
            });
            return;
        }

        (await db.Deployments.SingleAsync(row => row.Id == live.DeploymentId)).EndedAt = deployment.StartedAt;
        (live.DeploymentId, live.VersionId, live.Since) = (deployment.Id, deployment.VersionId, deployment.StartedAt);
    }
}
