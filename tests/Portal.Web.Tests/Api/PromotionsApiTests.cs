using System.Net;

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
}
