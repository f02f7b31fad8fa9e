using System.Net;
using TestContext = Xunit.TestContext;

namespace Portal.Web.Tests.Api;

/// <summary>What is left out, unknown or too large is refused with the field's name, and never read as the laxest value.</summary>
public sealed class UnreadableRequestTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Id = "00000000-0000-7000-8000-000000000001";
    private const string Model = """ "name":"m","purpose":"p","team":"Lending","allowedRegions":["eu"] """;

    [Theory]
    [InlineData("POST", $"promotions/{Id}/decisions", """{"reason":"r","evidenceDigest":"d"}""", "verdict")]
    [InlineData("POST", $"promotions/{Id}/decisions", """{"verdict":0,"reason":"r","evidenceDigest":"d"}""", "verdict")]
    [InlineData("POST", $"promotions/{Id}/decisions", """{"verdict":"0","reason":"r","evidenceDigest":"d"}""", "verdict")]
    [InlineData("POST", $"promotions/{Id}/decisions", """{"verdict":"approve","reason":null,"evidenceDigest":"d"}""", "reason")]
    [InlineData("PUT", "policies/high/production", """{"rules":{"gates":[]},"reason":"r"}""", "rules.stages")]
    [InlineData("PUT", "policies/high/production", """{"reason":"r"}""", "rules")]
    [InlineData("PUT", "policies/high/production", """{"rules":{"stages":[]},"reason":"r"}""", "rules.gates")]
    [InlineData("PUT", "policies/high/production", """{"rules":{"gates":[{"kind":"latency"}],"stages":[]},"reason":"r"}""", "rules.gates[0].ceilingMs")]
    [InlineData("POST", "models", $$"""{{{Model}},"task":"binaryClassification","dataClassification":"personal"}""", "riskClass")]
    [InlineData("POST", "models", $$"""{{{Model}},"task":"binaryClassification","riskClass":"high"}""", "dataClassification")]
    [InlineData("POST", "models", $$"""{{{Model}},"task":"binaryClassification","riskClass":1,"dataClassification":"personal"}""", "riskClass")]
    [InlineData("PUT", "models/m", """{"purpose":"p","owner":"o","team":"t","riskClass":"high","dataClassification":"personal","allowedRegions":[]}""", "evaluationDataset")]
    [InlineData("PUT", $"members/{Id}", """{"roles":["auditor"],"reason":"r"}""", "disabled")]
    [InlineData("PUT", $"members/{Id}", """{"disabled":true,"reason":"r"}""", "roles")]
    [InlineData("PUT", $"members/{Id}", """{"roles":null,"disabled":true,"reason":"r"}""", "roles")]
    [InlineData("PUT", $"members/{Id}", """{"roles":["owner"],"disabled":true,"reason":"r"}""", "roles[0]")]
    [InlineData("POST", "members", """{"email":"a@b.example","name":"A","roles":["auditor"]}""", "kind")]
    [InlineData("POST", "datasets", $$"""{"name":"d","upload":"{{Id}}","region":"eu","columns":[]}""", "classification")]
    [InlineData("POST", "datasets", $$"""{"name":"d","upload":"{{Id}}","classification":"personal","region":"eu","columns":[{"name":"a","type":"text"}]}""", "columns[0].role")]
    [InlineData("POST", "environments", """{"name":"e","placement":"edge","region":"eu"}""", "purpose")]
    [InlineData("POST", "teams", """{"name":"t","colour":"red"}""", "colour")]
    [InlineData("POST", "teams", "{", "body")]
    [InlineData("POST", "teams", "", "body")]
    public async Task Field_MissingOrUnknown_IsNamed(string method, string address, string json, string field)
    {
        var (status, problem) = await server.SendAsync(new HttpMethod(method), address, json, "\"1\"");

        Assert.True(status == HttpStatusCode.BadRequest, problem.ToString());
        Assert.Equal("urn:portal:problem:invalid", problem.GetProperty("type").GetString());
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Query_ThatDoesNotFit_NamesItsParameter()
    {
        using var response = await server.Client.GetAsync(new Uri("/api/v1/models/m/comparison?left=one&right=2", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"left\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models?search=%00")]
    [InlineData("audit/entries?subjectKind=%00")]
    public async Task Query_WithANulCharacter_IsRefused(string address)
    {
        using var response = await server.Client.GetAsync(new Uri("/api/v1/" + address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Json_AboveItsLimit_IsTooLarge_AndAFileIsNot()
    {
        var large = new string('x', 1024 * 1024);
        var (status, problem) = await server.SendAsync(HttpMethod.Post, "teams", $$"""{"name":"{{large}}"}""");
        using var file = new StringContent(large + large);
        using var uploaded = await server.Client.PostAsync(new Uri("/api/v1/uploads?fileName=a.csv", UriKind.Relative), file, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("urn:portal:problem:too-large", problem.GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
    }
}
