using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Api;
using Version = Portal.Core.Registry.Version;

namespace Portal.Web.Tests.Deployments;

/// <summary>A model of which version 2 is live and version 1 was, as promotions would have left it.</summary>
internal static class LiveRows
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public static async Task AddAsync(ApiServer server, string environment, string model)
    {
        var actor = Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);
        var place = (await server.Get<CreateEnvironment>().RunAsync(actor, new CreateEnvironmentRequest(environment, EnvironmentPurpose.Production, EnvironmentPlacement.PrivateCluster, "eu-central"), Ct)).Value;
        var id = (await server.Get<CreateModel>().RunAsync(
            actor, new CreateModelRequest(model, "Decides.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Confidential, ["eu-central"], null), Ct)).Value;
        var db = server.Get<PortalDatabase>().Open(server.Tenant);
        await using (db)
        {
            var first = await AddAsync(server, db, place, id, 1, ended: true);
            var second = await AddAsync(server, db, place, id, 2, ended: false);
            db.LiveDeployments.Add(new LiveDeployment { TenantId = server.Tenant, EnvironmentId = place, ModelId = id, DeploymentId = second.Id, VersionId = second.VersionId, Since = second.StartedAt });
            Assert.NotEqual(first.VersionId, second.VersionId);
            await db.SaveChangesAsync(Ct);
        }
    }

    private static async Task<Deployment> AddAsync(ApiServer server, PortalDbContext db, EnvironmentId environment, ModelId model, int number, bool ended)
    {
        var began = new DateTimeOffset(2026, 3, number, 9, 0, 0, TimeSpan.Zero);
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"{model} {number}"));
        var stored = (await server.Get<ArtifactStore>().WriteAsync(server.Tenant, bytes, long.MaxValue, Ct)).Value;
        await db.KeepArtifactAsync(stored, began, Ct);
        var version = new Version
        {
            TenantId = server.Tenant, Id = VersionId.New(), ModelId = model, Number = number, Digest = stored.Digest, Length = stored.Length, FileName = $"v{number}.onnx", Signature = "{}",
            Scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5),
            RegisteredBy = server.Member, RegisteredAt = began, Description = "",
        };
        db.Versions.Add(version);
        var promotion = new Promotion
        {
            TenantId = server.Tenant, Id = PromotionId.New(), Number = 1 + await db.Promotions.CountAsync(Ct), ModelId = model, VersionId = version.Id, EnvironmentId = environment, RequestedBy = server.Member,
            RequestedAt = began, Note = "", Evidence = FrozenSamples.Of("model", number, "live", began).Freeze().Json, EvidenceDigest = stored.Digest, State = PromotionState.Approved, EndedAt = began,
        };
        db.Promotions.Add(promotion);
        var deployment = new Deployment
        {
            TenantId = server.Tenant, Id = DeploymentId.New(), EnvironmentId = environment, ModelId = model, VersionId = version.Id, Cause = DeploymentCause.Promotion, PromotionId = promotion.Id, Reason = "",
            StartedBy = server.Member, StartedAt = began, ChampionSince = began, EndedAt = ended ? began.AddDays(1) : null,
        };
        db.Deployments.Add(deployment);
        await db.SaveChangesAsync(Ct);
        return deployment;
    }
}
