using System.Net;
using System.Text.Json;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Deployments;

/// <summary>Environments, rollouts, freezes and break-glass as programs use them.</summary>
public sealed class RolloutsApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Live = "environments/production/deployments/mortgage";
    private const string Rollout = "environments/production/rollouts/mortgage";

    [Fact]
    public async Task Way_ChallengerFreezeStepTakeOverBreakGlass()
    {
        var actor = Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);
        await RolloutSetup.RunAsync(server.Get<IServiceProvider>(), actor, holdHours: 24, Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync($"{Rollout}/hold", """{"reason":"For a test."}""")).Status);
        var (_, live) = await GetAsync(Live);
        Assert.Equal((1, 2), (live.GetProperty("version").GetInt32(), live.GetProperty("challenger").GetProperty("version").GetInt32()));
        Assert.Equal(100, live.GetProperty("share").GetInt32() + live.GetProperty("challenger").GetProperty("share").GetInt32());
        Assert.Equal("canary", live.GetProperty("challenger").GetProperty("mode").GetString());
        var (_, rollout) = await GetAsync(Rollout);
        Assert.False(rollout.GetProperty("mayAdvance").GetBoolean());
        Assert.Contains(rollout.GetProperty("gate").EnumerateArray(), finding => finding.GetProperty("id").GetString() == "freeze");
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync($"{Rollout}/advance", "{}")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Post, $"{Rollout}/resume", "{}", "\"99\"")).Status);
        Assert.Equal(1, (await GetAsync("environments/production/rollouts")).Body.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("environments/nowhere/rollouts")).Status);

        var (planned, freeze) = await PostAsync(
            "freezes", """{"name":"Year end","from":"2020-01-01T00:00:00Z","until":"2020-01-02T00:00:00Z","timeZone":"Europe/Berlin","reason":"Closing.","purpose":"production"}""");
        Assert.Equal(HttpStatusCode.BadRequest, planned);
        Assert.Contains("until", freeze.GetRawText(), StringComparison.Ordinal);
        var from = server.Get<TimeProvider>().GetUtcNow();
        (planned, freeze) = await PostAsync(
            "freezes",
            JsonSerializer.Serialize(new { name = "Year end", from = from.AddHours(-1), until = from.AddHours(1), timeZone = "Europe/Berlin", reason = "Closing.", environment = "production" }));
        Assert.Equal((HttpStatusCode.Created, "active"), (planned, freeze.GetProperty("state").GetString()));
        Assert.Equal(1, (await GetAsync("freezes?over=false")).Body.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync($"freezes/{freeze.GetProperty("id").GetGuid()}/end", """{"reason":"Done."}""")).Status);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync($"{Rollout}/take-back", """{"reason":"Complaints."}""")).Status);
        Assert.Equal(JsonValueKind.Null, Challenger((await GetAsync(Live)).Body));
        Assert.Equal("takenBack", (await GetAsync(Rollout)).Body.GetProperty("rollout").GetProperty("state").GetString());

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("environments/production/break-glass", """{"model":"mortgage","version":2,"reason":"Short."}""")).Status);
        var (broken, glass) = await PostAsync("environments/production/break-glass", """{"model":"mortgage","version":2,"reason":"The branches cannot decide at all."}""");
        Assert.Equal((HttpStatusCode.OK, 1), (broken, glass.GetProperty("replaced").GetInt32()));
        Assert.Equal("breakGlass", (await GetAsync("environments/production/deployments")).Body.GetProperty("items")[0].GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Environment_Terms()
    {
        var (made, place) = await PostAsync(
            "environments", """{"name":"cluster","purpose":"staging","placement":"privateCluster","region":"eu-central","terms":{"capacity":"8 × A10","slots":12,"priceClass":"premium","allowedClassifications":["personal","internal"]}}""");
        Assert.Equal((HttpStatusCode.Created, "8 × A10", 12, "premium"), (made, Terms(place).GetProperty("capacity").GetString(), Terms(place).GetProperty("slots").GetInt32(), Terms(place).GetProperty("priceClass").GetString()));
        Assert.Equal(["internal", "personal"], Terms(place).GetProperty("allowedClassifications").EnumerateArray().Select(one => one.GetString()));

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, "environments/cluster", """{"placement":"edge","region":"eu-central","description":""}""", "\"0\"")).Status);
        Assert.Equal(12, Terms((await GetAsync("environments/cluster")).Body).GetProperty("slots").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Put, "environments/cluster", """{"placement":"edge","region":"eu-central","description":"","terms":{"slots":0}}""", "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("environments", """{"name":"freezes","purpose":"staging","placement":"edge","region":"eu-central"}""")).Status);
    }

    private static JsonElement Terms(JsonElement place) => place.GetProperty("terms");

    private static JsonValueKind Challenger(JsonElement live) => live.TryGetProperty("challenger", out var challenger) ? challenger.ValueKind : JsonValueKind.Null;

    private Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string address) => server.SendAsync(HttpMethod.Get, address, "");

    private Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string address, string json) => server.SendAsync(HttpMethod.Post, address, json);
}
