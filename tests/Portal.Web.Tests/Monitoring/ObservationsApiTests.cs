using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Monitoring;

/// <summary>What the endpoint of observations answers before an act is asked, and how its refusals look.</summary>
public sealed class ObservationsApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("application/json", "key", "environment=live", HttpStatusCode.UnsupportedMediaType, "media-type")]
    [InlineData("text/csv", "", "environment=live", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("text/csv", "key", "environment=live", HttpStatusCode.NotFound, "not-found")]
    [InlineData("application/x-ndjson; charset=utf-8", "key", "environment=live&kind=labels", HttpStatusCode.NotFound, "not-found")]
    [InlineData("text/csv", "key", "environment=live&kind=guesses", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("text/csv", "key", "environment=live&defects=ignore", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("text/csv", "key", "environment=live&currency=euro", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("text/csv", "key", "", HttpStatusCode.BadRequest, "invalid")]
    public async Task Batch_ThatCanNotBeTaken_IsAProblem(string contentType, string key, string query, HttpStatusCode status, string code)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("id,timestamp\n1,2026-03-01T06:00:00Z\n"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/models/none/observations?{query}") { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("urn:portal:problem:" + code, problem.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("models/none/observation-sampling", """{"environment":"live","share":2}""", HttpStatusCode.BadRequest)]
    [InlineData("models/none/observation-sampling", """{"environment":"live","share":0.5}""", HttpStatusCode.NotFound)]
    [InlineData("observation-retention", """{"days":0}""", HttpStatusCode.BadRequest)]
    [InlineData("observation-retention", """{"days":90}""", HttpStatusCode.NoContent)]
    public async Task Settings_AreChecked(string address, string body, HttpStatusCode status) =>
        Assert.Equal(status, (await server.SendAsync(HttpMethod.Put, address, body)).Status);
}
