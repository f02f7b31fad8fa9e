using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Web.Tests.Deployments;

/// <summary>The model mortgage in production: version 1 live, version 2 beside it with 5 % of the requests, unless other rules are given.</summary>
internal static class RolloutSetup
{
    /// <param name="actor">Who holds every role.</param>
    public static async Task RunAsync(IServiceProvider services, Actor actor, double holdHours, CancellationToken ct, PolicyRules? otherRules = null)
    {
        Must(await services.GetRequiredService<CreateEnvironment>().RunAsync(actor, new("production", EnvironmentPurpose.Production, EnvironmentPlacement.PrivateCluster, "eu-central"), ct));
        var model = Must(await services.GetRequiredService<CreateModel>().RunAsync(
            actor, new CreateModelRequest("mortgage", "Proposes.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Personal, ["eu-central"], null), ct));
        await AddVersionsAsync(services, actor, model, ct);
        Must(await services.GetRequiredService<AddDefaultPolicies>().RunAsync(actor, ct));
        var scope = new PolicyScope(RiskClass.High, EnvironmentPurpose.Production);
        var policy = Must(await services.GetRequiredService<PolicyDetail>().FindAsync(actor, scope, ct));
        var rules = otherRules ?? new PolicyRules { Gates = [], Stages = [], Rollout = new RolloutPlan(RolloutStrategy.Canary, [5, 25, 100], holdHours) };
        Must(await services.GetRequiredService<EditPolicy>().RunAsync(actor, new EditPolicyRequest(scope, policy.Revision, rules, "For a test."), ct));
        foreach (var number in new[] { 1, 2 })
        {
            Must(await services.GetRequiredService<RequestPromotion>().RunAsync(actor, new RequestPromotionRequest("mortgage", number, "production"), ct));
        }
    }

    private static async Task AddVersionsAsync(IServiceProvider services, Actor actor, ModelId model, CancellationToken ct)
    {
        await using var db = services.GetRequiredService<PortalDatabase>().Open(actor.Tenant);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var number in new[] { 1, 2 })
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes($"bytes of version {number}"));
            var stored = (await services.GetRequiredService<ArtifactStore>().WriteAsync(actor.Tenant, content, long.MaxValue, ct)).Value;
            await db.KeepArtifactAsync(stored, now, ct);
            db.Versions.Add(new Portal.Core.Registry.Version
            {
                TenantId = actor.Tenant, Id = VersionId.New(), ModelId = model, Number = number, Digest = stored.Digest, Length = stored.Length, FileName = $"v{number}.onnx", Signature = "{}",
                Scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5),
                RegisteredBy = actor.Member!.Value, RegisteredAt = now, Description = "",
            });
        }

        await db.SaveChangesAsync(ct);
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.IsOk ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Sentence);
}
