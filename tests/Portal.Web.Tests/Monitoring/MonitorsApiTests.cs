using System.Net;
using System.Text.Json;
using Portal.Core.Deployments;
using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Monitoring;

/// <summary>Monitors as programs make, change and run them.</summary>
public sealed class MonitorsApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Way_CreateReadEditRunPauseResumeDelete()
    {
        await PrepareAsync();

        var (created, made) = await PostAsync("monitors", Body("feed", "0 15 1 * * ?"));
        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Equal(("volume", "previousWindow", 3), (made.GetProperty("monitor").GetProperty("kind").GetString(), made.GetProperty("reference").GetString(), made.GetProperty("nextWindows").GetArrayLength()));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("monitors", Body("feed", "0 15 1 * * ?"))).Status);
        await RefusedAsync(Body("wrong", "daily"), "schedule");
        await RefusedAsync(Body("a b", "0 15 1 * * ?"), "name");
        await RefusedAsync(Body("wrong", "0 15 1 * * ?", "\"settings\":{\"leastRatio\":0.8}"), "leastRatio");

        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Put, "monitors/feed", Inner("feed", "0 30 1 * * ?"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, "monitors/feed", Inner("feed", "0 30 1 * * ?"), "\"0\"")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Put, "monitors/feed", Inner("feed", "0 45 1 * * ?"), "\"0\"")).Status);

        var (run, asked) = await PostAsync("monitors/feed/run", "{}");
        Assert.Equal(HttpStatusCode.OK, run);
        var (found, one) = await server.SendAsync(HttpMethod.Get, $"monitor-runs/{asked.GetProperty("run").GetGuid()}", "");
        Assert.Equal((HttpStatusCode.OK, "feed"), (found, one.GetProperty("run").GetProperty("monitor").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("monitors/feed/pause", """{"reason":""}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync("monitors/feed/pause", """{"reason":"Maintenance."}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync("monitors/feed/resume", "{}")).Status);
        Assert.Equal(1, (await server.SendAsync(HttpMethod.Get, "monitors/feed/runs", "")).Body.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "monitors/none", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("monitors/none/run", "{}")).Status);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string address, string json) => server.SendAsync(HttpMethod.Post, address, json);

    private async Task RefusedAsync(string body, string field)
    {
        var (status, problem) = await PostAsync("monitors", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(field, problem.GetRawText(), StringComparison.Ordinal);
    }

    private static string Body(string name, string schedule, string? more = null) => $$"""{"environment":"production","model":"mortgage","monitor":{{Inner(name, schedule, more)}}}""";

    private static string Inner(string name, string schedule, string? more = null) =>
        $$"""{"name":"{{name}}","kind":"volume","window":"day","schedule":"{{schedule}}"{{(more is null ? "" : "," + more)}}}""";

    private async Task PrepareAsync()
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        var member = Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);
        Assert.True((await server.Get<CreateEnvironment>().RunAsync(member, new("production", EnvironmentPurpose.Production, EnvironmentPlacement.Edge, "eu-central"), ct)).IsOk);
        Assert.True((await server.Get<CreateModel>().RunAsync(
            member, new CreateModelRequest("mortgage", "Proposes.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Confidential, ["eu-central"], null), ct)).IsOk);
    }
}
