using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Portal.Core.Costs.Charges;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Costs;

/// <summary>Charges as programs send and read them.</summary>
public sealed class ChargesApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Way_SourceImportChargesRulesAndRejections()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await ImportAsync("nothing")).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "costs/sources", """{"name":"api-co","profile":"strict"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await server.SendAsync(HttpMethod.Post, "costs/sources", """{"name":"API-co"}""")).Status);
        Assert.Equal("strict", (await server.SendAsync(HttpMethod.Get, "costs/sources", "")).Body.EnumerateArray().Single(source => source.GetProperty("name").GetString() == "api-co").GetProperty("profile").GetString());

        var (created, received) = await ImportAsync("api-co");
        Assert.Equal(HttpStatusCode.Created, created);
        await server.Get<ImportCharges>().RunAsync(Actor(), Again(), CancellationToken.None);
        Assert.True((await ImportAsync("api-co")).Body.GetProperty("isSame").GetBoolean());

        var import = (await server.SendAsync(HttpMethod.Get, $"costs/imports/{received.GetProperty("number").GetInt32()}", "")).Body;
        Assert.Equal(("imported", 9, 677.14m), (import.GetProperty("state").GetString(), import.GetProperty("accepted").GetInt32(), import.GetProperty("periods")[0].GetProperty("totals")[0].GetProperty("effective").GetDecimal()));
        Assert.Equal(0, (await server.SendAsync(HttpMethod.Get, "costs/imports/1/rejections", "")).Body.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, (await server.SendAsync(HttpMethod.Post, "costs/imports/1/cancel", "{}")).Status);

        var first = (await server.SendAsync(HttpMethod.Get, "costs/charges?provider=CloudA&size=2&from=2026-10-01&until=2026-10-03", "")).Body;
        Assert.Equal([307.20m, 196.80m], first.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("effective").GetDecimal()));
        var paged = (await server.SendAsync(HttpMethod.Get, "costs/charges?size=5", "")).Body;
        Assert.Equal(4, (await server.SendAsync(HttpMethod.Get, $"costs/charges?size=5&after={paged.GetProperty("next").GetString()}", "")).Body.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Get, "costs/charges?after=nonsense", "")).Status);
        var charge = (await server.SendAsync(HttpMethod.Get, "costs/charges/1/2", "")).Body;
        Assert.Equal(("large-x:3", 12_000_000m), (charge.GetProperty("columns").GetProperty("x_ModelVersion").GetString(), charge.GetProperty("tokens").GetDecimal()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "costs/charges/1/99", "")).Status);
    }

    [Fact]
    public async Task Sources_AreEditedRetiredAndDeleted()
    {
        var id = (await server.SendAsync(HttpMethod.Post, "costs/sources", """{"name":"old-co"}""")).Body.GetProperty("id").GetGuid();
        const string Edited = """{"name":"new-co","provider":"NewCo","profile":"lenient","description":"Monthly"}""";
        var revision = await RevisionAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Put, $"costs/sources/{id}", Edited)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, $"costs/sources/{id}", Edited, revision)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Put, $"costs/sources/{id}", Edited, revision)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Post, $"costs/sources/{id}/retire", """{"reason":"Over"}""", await RevisionAsync(id))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await ImportAsync("new-co")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Post, $"costs/sources/{id}/resume", """{"reason":"Not over"}""", await RevisionAsync(id))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, $"costs/sources/{id}?reason=Unused", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Delete, $"costs/sources/{id}?reason=Unused", "")).Status);
    }

    [Fact]
    public async Task Rules_MakeEditPreviewAndDelete()
    {
        const string Rule = """{"name":"Accounts","kind":"subAccount","entries":[{"value":"proj-chat","target":{"team":"Lending"}}]}""";
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Post, "costs/allocation-rules", """{"name":"a","kind":"shared"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Post, "costs/allocation-rules", """{"name":"a","kind":"subAccount","entries":[null]}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Post, "costs/allocation-rules/preview", Rule)).Status);

        var (created, made) = await server.SendAsync(HttpMethod.Post, "costs/allocation-rules", Rule);
        Assert.Equal(HttpStatusCode.Created, created);
        var id = made.GetProperty("id").GetGuid();
        var rule = (await server.SendAsync(HttpMethod.Get, "costs/allocation-rules", "")).Body.GetProperty("rules")[0];
        Assert.Equal("Lending", rule.GetProperty("rule").GetProperty("entries")[0].GetProperty("target").GetProperty("team").GetString());
        var revision = $"\"{rule.GetProperty("revision").GetInt64()}\"";
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, $"costs/allocation-rules/{id}", Rule.Replace("Accounts", "Projects", StringComparison.Ordinal), revision)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Put, $"costs/allocation-rules/{id}", Rule, revision)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, $"costs/allocation-rules/{id}?reason=Tried", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Delete, $"costs/allocation-rules/{id}?reason=Tried", "")).Status);
    }

    private async Task<string> RevisionAsync(Guid id) =>
        $"\"{(await server.SendAsync(HttpMethod.Get, "costs/sources", "")).Body.EnumerateArray().Single(source => source.GetProperty("id").GetGuid() == id).GetProperty("revision").GetInt64()}\"";

    private async Task<(HttpStatusCode Status, JsonElement Body)> ImportAsync(string source)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(SyntheticFile));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await server.Client.PostAsync(new Uri($"/api/v1/costs/imports?source={source}&fileName=october.csv", UriKind.Relative), content);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    private static string SyntheticFile => Repository.Folder("tests", "samples", "focus", "focus-1.2-synthetic-ai.csv");

    private Actor Actor() => Core.Tenancy.Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);

    /// <summary>The same file again, which waits until what is queued was read.</summary>
    private static ReceiveChargesRequest Again() => new("api-co", "october.csv", File.OpenRead(SyntheticFile));
}
