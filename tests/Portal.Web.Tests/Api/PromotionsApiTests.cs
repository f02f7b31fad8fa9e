using System.Net;
using System.Text.Json;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Deployments;

namespace Portal.Web.Tests.Api;

/// <summary>The inbox, comments and delegations over the wire: what is refused, and how.</summary>
public sealed class PromotionsApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Nobody = "019a0000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData("GET", "promotions?sort=colour", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "promotions?due=never", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "promotions?riskClass=huge", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "promotions/" + Nobody + "/comments", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "promotions/" + Nobody + "/comments", """{"text":"x"}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "promotions/" + Nobody + "/answer", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "delegations", """{"to":"nobody@first.example","until":"2099-01-01T00:00:00Z","reason":"x"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "delegations/" + Nobody + "/end", "{}", HttpStatusCode.NotFound, "not-found")]
    public async Task Refused(string method, string address, string json, HttpStatusCode status, string code)
    {
        var (answered, body) = await server.SendAsync(new HttpMethod(method), address, json);

        Assert.Equal((status, "urn:portal:problem:" + code), (answered, body.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Inbox_ByDeadline_IsAList()
    {
        var (status, body) = await server.SendAsync(HttpMethod.Get, "promotions?sort=deadline&due=soon&open=true&riskClass=high&stage=Compliance&environment=production", "{}");

        Assert.Equal((HttpStatusCode.OK, 0), (status, body.GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task Renewal_OfWhatIsLive_IsToldApartFromASwitch()
    {
        var actor = Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);
        await RolloutSetup.RunAsync(
            server.Get<IServiceProvider>(), actor, 0, Xunit.TestContext.Current.CancellationToken, new PolicyRules { Gates = [], Stages = [], Terms = new PromotionTerms(EvidenceDays: 100) });

        var (_, history) = await server.SendAsync(HttpMethod.Get, "environments/production/deployments", "{}");
        var until = history.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("version").GetInt32(), item => item.TryGetProperty("evidenceUntil", out var at) && at.ValueKind == JsonValueKind.String ? at.GetDateTimeOffset() : (DateTimeOffset?)null);
        var (_, preview) = await server.SendAsync(HttpMethod.Get, "promotions/preview?model=mortgage&version=2&environment=production", "{}");
        var (_, policy) = await server.SendAsync(HttpMethod.Get, "policies/high/production", "{}");
        var (_, list) = await server.SendAsync(HttpMethod.Get, "promotions", "{}");

        Assert.Equal((true, false), (until[2].HasValue, until[1].HasValue));
        Assert.Equal(2, preview.GetProperty("renewal").GetProperty("promotion").GetInt32());
        Assert.Equal(until[2], preview.GetProperty("renewal").GetProperty("until").GetDateTimeOffset());
        Assert.Contains("no completed evaluation", preview.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Equal(100, policy.GetProperty("rules").GetProperty("terms").GetProperty("evidenceDays").GetInt32());
        Assert.All(list.GetProperty("items").EnumerateArray(), item => Assert.False(item.GetProperty("renewal").GetBoolean()));
    }
}
