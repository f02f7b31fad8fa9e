using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

/// <summary>What an event says, so that a receiver need not ask back, and by what it is put in order.</summary>
public sealed class WebhookDataTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WayOfAVersion_IsToldWithNamesNumbersAndReasons()
    {
        await using var data = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite, more: services => services.AddSingleton(new WebhookOptions { AllowLoopback = true }));
        await using var receiver = new Receiver();
        var portal = data.Portal;
        Assert.True((await portal.Get<AddWebhook>().RunAsync(portal.As(Role.TenantAdministrator), new AddWebhookRequest(receiver.Url, [.. WebhookKinds.All.Select(kind => kind.Kind)]), Ct)).IsOk);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Assert.True((await data.RollBackAsync()).IsOk);
        await TellAsync(portal);
        await portal.DeliverAsync();
        await portal.Get<WebhookDispatcher>().RunAsync(Ct);

        var sent = receiver.Got.Select(got => JsonNode.Parse(got.Body)!).ToList();
        Holds(sent, "promotion.requested", "promotions/1", ("model", "mortgage"), ("version", "1"), ("environment", "production"), ("number", "1"));
        Holds(sent, "promotion.decided", "promotions/2", ("model", "mortgage"), ("version", "2"), ("state", "Approved"));
        Holds(sent, "deployment.started", "environments/production/deployments/mortgage", ("version", "1"), ("cause", "Rollback"), ("promotion", "1"));
        Holds(sent, "deployment.ended", "environments/production/deployments/mortgage", ("version", "2"), ("environment", "production"));
        Holds(sent, "deployment.rolled-back", "environments/production/deployments/mortgage", ("from", "2"), ("to", "1"), ("cause", "Rollback"), ("reason", "Complaints since the switch."));
        Holds(sent, "version.registered", "models/mortgage/versions/2", ("model", "mortgage"), ("number", "2"));
        Holds(sent, "evaluation.completed", "models/mortgage/versions/2", ("model", "mortgage"), ("version", "2"), ("state", "Completed"));
        Assert.NotNull(sent.Single(one => (string)one["type"]! == "portal.evaluation.completed")["data"]!["metrics"]);
        Assert.Equal(64, ((string)sent.First(one => (string)one["type"]! == "portal.deployment.started")["data"]!["sha256"]!).Length);

        // Of one thing in the order in which it happened, also what happened in one instant.
        Assert.Equal(
            ["deployment.started", "deployment.ended", "deployment.started", "deployment.ended", "deployment.started", "deployment.rolled-back"],
            sent.Where(one => (string)one["subject"]! == "environments/production/deployments/mortgage").Select(one => ((string)one["type"]!)["portal.".Length..]));
    }

    [Theory]
    [InlineData("promotion.reminder", """{"promotionId":"a","number":3}""", "promotion:a")]
    [InlineData("exception.granted", """{"promotionId":"a"}""", "promotion:a")]
    [InlineData("deployment.ended", """{"deploymentId":"d","environmentId":"e","modelId":"m"}""", "deployment:e:m")]
    [InlineData("rollout.advanced", """{"environmentId":"e","modelId":"m"}""", "deployment:e:m")]
    [InlineData("evaluation.completed", """{"evaluationId":"x","versionId":"v"}""", "version:v")]
    [InlineData("version.registered", """{"versionId":"v","modelId":"m"}""", "version:v")]
    [InlineData("incident.resolved", """{"incidentId":"i","number":7,"modelId":"m"}""", "incident:i")]
    [InlineData("retraining.answered", """{"number":4,"versionId":"v"}""", "retraining:4")]
    [InlineData("use-case.decided", """{"useCaseId":"u"}""", "use-case:u")]
    [InlineData("follow-up.overdue", """{"number":2}""", "follow-up:2")]
    [InlineData("rollout.advanced", """{"modelId":"m"}""", null)]
    [InlineData("monitor.quiet", """{"runId":"r"}""", null)]
    public void Subject_IsTheThing(string kind, string body, string? subject) => Assert.Equal(subject, MessageSubject.Of(kind, JsonNode.Parse(body)!.AsObject()));

    private static void Holds(List<JsonNode> sent, string kind, string subject, params (string Name, string Value)[] data)
    {
        var one = sent.Last(told => (string)told["type"]! == "portal." + kind && (string)told["subject"]! == subject);
        Assert.Equal(data, data.Select(field => (field.Name, one["data"]![field.Name]?.ToString() ?? "")));
    }

    private static async Task TellAsync(TestPortal portal)
    {
        await using var unit = await portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(portal.Tenant, "test"), Ct);
        var version = await unit.Db.Versions.SingleAsync(row => row.Number == 2, Ct);
        var evaluation = await unit.Db.Evaluations.Where(row => row.VersionId == version.Id).Select(row => row.Id).SingleAsync(Ct);
        unit.Record("test.told", new AuditSubject("test", "test", "test"));
        unit.Tell("version.registered", new JsonObject { ["versionId"] = version.Id.ToString(), ["modelId"] = version.ModelId.ToString(), ["number"] = 2 });
        unit.Tell("evaluation.completed", new JsonObject { ["evaluationId"] = evaluation.ToString(), ["versionId"] = version.Id.ToString() });
        Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
    }
}
