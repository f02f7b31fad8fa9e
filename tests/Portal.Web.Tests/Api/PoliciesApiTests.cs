using System.Net;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>Policies over the wire: scopes in the query, documents out and in, versions.</summary>
public sealed class PoliciesApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Policies_AreExportedImportedNarrowedAndRetired()
    {
        Assert.Equal(9, (await SendAsync(HttpMethod.Post, "policies/defaults?template=bank", "{}")).GetProperty("added").GetInt32());
        using var exported = await server.Client.GetAsync("/api/v1/policies/export", Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(("application/yaml", "policies.yaml"), (exported.Content.Headers.ContentType?.MediaType, exported.Content.Headers.ContentDisposition?.FileName));
        var text = await exported.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken);
        Assert.All((await ImportAsync("import?preview=true", text)).GetProperty("policies").EnumerateArray(), policy => Assert.Equal("unchanged", policy.GetProperty("kind").GetString()));

        var edited = text.Replace("quorum: 2", "quorum: 3", StringComparison.Ordinal);
        var preview = await ImportAsync("import?preview=true", edited);
        Assert.True(preview.GetProperty("preview").GetBoolean());
        var changed = Assert.Single(Changed(preview), policy => Is(policy, "high", "production"));
        Assert.Contains("to step 1, three reviewers", changed.GetProperty("changes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await SendAsync(HttpMethod.Get, "policies/high/production", "{}")).GetProperty("number").GetInt32());
        Assert.Equal(Changed(preview).Count(), Changed(await ImportAsync("import", edited)).Count());
        Assert.Equal(2, (await SendAsync(HttpMethod.Get, "policies/high/production", "{}")).GetProperty("number").GetInt32());
        var versions = await SendAsync(HttpMethod.Get, "policies/high/production/versions", "{}");
        Assert.Equal((2, "From git.", 1), (versions[0].GetProperty("number").GetInt32(), versions[0].GetProperty("reason").GetString(), versions[0].GetProperty("changes").GetArrayLength()));

        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "policies/high/production", """{"task":"regression","reason":"Prices."}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await server.SendAsync(HttpMethod.Post, "policies/high/production", """{"task":"regression","reason":"Again."}""")).Status);
        Assert.Equal("regression", (await SendAsync(HttpMethod.Get, "policies/high/production?task=regression", "{}")).GetProperty("task").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "policies/high/production?task=regression&dataClassification=personal", "{}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Post, "policies/high/production/retire?task=regression", """{"reason":"Away."}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Post, "policies/high/production/retire?task=regression", """{"reason":"Away."}""", "\"0\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "policies/high/production?task=regression", "{}")).Status);
    }

    [Theory]
    [InlineData("GET", "policies/huge/production", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "policies/high/production?task=cooking", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "policies/high/production/versions?dataClassification=odd", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "policies/defaults?template=casino", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "policies/high/production", """{"reason":"For all."}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "policies/import?preview=true", """{"document":"policies: ["}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "policies/import", """{"document":""}""", HttpStatusCode.BadRequest, "invalid")]
    public async Task Refused(string method, string address, string json, HttpStatusCode status, string code)
    {
        var (answered, body) = await server.SendAsync(new HttpMethod(method), address, json);

        Assert.Equal((status, "urn:portal:problem:" + code), (answered, body.GetProperty("type").GetString()));
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, string json)
    {
        var (status, body) = await server.SendAsync(method, address, json);
        Assert.True(status == HttpStatusCode.OK, $"{address}: {status} {body}");
        return body;
    }

    private Task<JsonElement> ImportAsync(string address, string document) =>
        SendAsync(HttpMethod.Post, $"policies/{address}", JsonSerializer.Serialize(new { document, reason = "From git." }));

    private static IEnumerable<JsonElement> Changed(JsonElement answer) => answer.GetProperty("policies").EnumerateArray().Where(policy => policy.GetProperty("kind").GetString() == "changed");

    private static bool Is(JsonElement policy, string risk, string purpose) => policy.GetProperty("riskClass").GetString() == risk && policy.GetProperty("purpose").GetString() == purpose;
}
