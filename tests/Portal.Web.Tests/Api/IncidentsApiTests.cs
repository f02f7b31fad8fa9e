using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Storage;
using Portal.Core.Webhooks;

namespace Portal.Web.Tests.Api;

/// <summary>Incidents, retraining requests and webhooks over the wire: what is refused, and how.</summary>
public sealed class IncidentsApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("GET", "incidents/7", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "incidents?state=sleeping", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "incidents?size=0", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "findings?severity=9", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "incidents/7/acknowledge", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "incidents/7/assign", """{"to":"all@first.example"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "incidents/7/resolve", """{"cause":"expected","resolution":"x"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "incidents/7/resolve", """{"resolution":"x"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "incidents/7/comments", """{"text":"x"}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "retraining-requests", """{"reason":"old"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "retraining-requests", """{"reason":"old","incident":7}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "retraining-requests/7", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "follow-ups/7", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "follow-ups?kind=sleeping", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "follow-ups?size=0", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "follow-ups/7/complete", """{"outcome":"Fine."}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "webhooks", """{"url":"https://10.0.0.1/","kinds":["incident.opened"]}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "webhooks", """{"url":"http://hooks.example.com/","kinds":["incident.opened"]}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "webhooks", """{"url":"https://hooks.example.com/","kinds":["nonsense"]}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("DELETE", "webhooks/019a0000-0000-7000-8000-000000000001", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "webhooks/deliveries/019a0000-0000-7000-8000-000000000001/resend", "{}", HttpStatusCode.NotFound, "not-found")]
    public async Task Refused(string method, string address, string json, HttpStatusCode status, string code)
    {
        var (answered, body) = await server.SendAsync(new HttpMethod(method), address, json);

        Assert.Equal((status, "urn:portal:problem:" + code), (answered, body.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Webhook_AddedEditedTestedAndRemoved_ItsSecretIsShownOnceAndKeptProtected()
    {
        var (created, added) = await server.SendAsync(HttpMethod.Post, "webhooks", """{"url":"https://hooks.example.com/portal","kinds":["incident.opened"]}""");
        Assert.Equal(HttpStatusCode.Created, created);
        var (id, secret) = (added.GetProperty("id").GetString()!, added.GetProperty("secret").GetString()!);

        var (found, one) = await server.SendAsync(HttpMethod.Get, $"webhooks/{id}", "{}");
        Assert.Equal((HttpStatusCode.OK, secret[^4..]), (found, one.GetProperty("secretTail").GetString()));
        Assert.DoesNotContain(secret, one.GetRawText(), StringComparison.Ordinal);
        var db = server.Get<PortalDatabase>().Open(server.Tenant);
        await using (db)
        {
            var kept = await db.Webhooks.Select(row => row.ProtectedSecret).SingleAsync(Xunit.TestContext.Current.CancellationToken);
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
            Assert.Equal((secret, null), (server.Get<IWebhookSecrets>().Reveal(kept), server.Get<IWebhookSecrets>().Reveal("nonsense")));
        }

        const string Edited = """{"url":"https://hooks.example.com/other","kinds":["incident.resolved"],"description":"","paused":true}""";
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Put, $"webhooks/{id}", Edited)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Put, $"webhooks/{id}", Edited, "\"9\"")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, $"webhooks/{id}", Edited, "\"0\"")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await server.SendAsync(HttpMethod.Post, $"webhooks/{id}/test", "{}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, $"webhooks/{id}", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, $"webhooks/{id}", "{}")).Status);
    }
}
