using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Web.Tests.Api;

/// <summary>Fleets over the wire: what a device's own token is good for, and that it is good for nothing else.</summary>
public sealed class FleetsApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Device_AsksDownloadsVerifiesAndReports()
    {
        var (environment, device) = await FleetAsync("till-a");
        using var client = await DeviceAsync(environment, "till-a");
        var model = await ModelAsync($"model-of-{environment}");
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync(Address($"{device}/desired?model={model}"), Ct)).StatusCode);
        var digest = await MakeLiveAsync(environment, model);

        using var desired = await client.GetAsync(Address($"{device}/desired?model={model}"), Ct);
        var told = JsonSerializer.Deserialize<JsonElement>(await desired.Content.ReadAsStringAsync(Ct));
        Assert.Equal((HttpStatusCode.OK, 1, digest), (desired.StatusCode, told.GetProperty("version").GetInt32(), told.GetProperty("sha256").GetString()));
        using var again = new HttpRequestMessage(HttpMethod.Get, Address($"{device}/desired?model={model}"));
        again.Headers.IfNoneMatch.Add(desired.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Ct)).StatusCode);

        var artifact = new Uri(told.GetProperty("artifactAddress").GetString()!, UriKind.Relative);
        var bytes = await client.GetByteArrayAsync(artifact, Ct);
        Assert.Equal((digest, told.GetProperty("length").GetInt64()), (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.LongLength));
        using var rest = new HttpRequestMessage(HttpMethod.Get, artifact) { Headers = { Range = new RangeHeaderValue(3, null) } };
        using var part = await client.SendAsync(rest, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, bytes.Length - 3), (part.StatusCode, (await part.Content.ReadAsByteArrayAsync(Ct)).Length));

        var report = $$"""{"id":"{{Guid.CreateVersion7()}}","model":"{{model}}","version":1,"sha256":"{{digest}}","state":"running"}""";
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, $"{device}/reports", report));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, $"{device}/reports", report));
        var (_, said) = await server.SendAsync(HttpMethod.Get, $"{device}/reports", "{}");
        var only = Assert.Single(said.GetProperty("items").EnumerateArray());
        Assert.Equal(("running", true), (only.GetProperty("state").GetString(), only.GetProperty("genuine").GetBoolean()));
    }

    [Fact]
    public async Task Token_OfADevice_IsNobodysEverywhereElse()
    {
        var (environment, _) = await FleetAsync("till-b");
        using var client = await DeviceAsync(environment, "till-b");
        using var description = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Ct);
        var paths = JsonSerializer.Deserialize<JsonElement>(await description.Content.ReadAsStringAsync(Ct)).GetProperty("paths");
        var (open, asked) = (new List<string>(), 0);
        foreach (var path in paths.EnumerateObject())
        {
            foreach (var verb in path.Value.EnumerateObject())
            {
                using var request = new HttpRequestMessage(new HttpMethod(verb.Name.ToUpperInvariant()), Fill(path.Name, verb.Value));
                if (verb.Value.TryGetProperty("requestBody", out var body))
                {
                    request.Content = new StringContent("{}", Encoding.UTF8, body.GetProperty("content").EnumerateObject().First().Name);
                }

                using var answer = await client.SendAsync(request, Ct);
                asked++;
                if (answer.StatusCode != HttpStatusCode.Unauthorized)
                {
                    open.Add($"{verb.Name} {path.Name}");
                }
            }
        }

        const string Device = "/api/v1/environments/{environment}/devices/{device}";
        Assert.Equal([$"get {Device}/artifacts/{{digest}}", $"get {Device}/desired", $"post {Device}/reports"], open.Order(StringComparer.Ordinal));
        Assert.InRange(asked, 100, 1000);
    }

    [Fact]
    public async Task Token_OfADevice_ReachesNoOtherDeviceAndNoOtherBytes()
    {
        var (environment, device) = await FleetAsync("till-c");
        var (other, otherDevice) = await FleetAsync("till-c");
        using var client = await DeviceAsync(environment, "till-c");
        var model = await ModelAsync($"model-of-{environment}");
        var former = await MakeLiveAsync(environment, model);
        var digest = await MakeLiveAsync(environment, model);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address($"{otherDevice}/desired?model={model}"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address($"{otherDevice}/artifacts/{digest}?model={model}"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address($"{device}/artifacts/{former}?model={model}"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address($"{device}/artifacts/{digest}?model=other"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Address($"{device}/artifacts/{digest}?model={model}"), Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            await PostAsync(client, $"{otherDevice}/reports", $$"""{"id":"{{Guid.CreateVersion7()}}","model":"{{model}}","version":1,"sha256":"{{digest}}","state":"running"}"""));

        // A member has other ways to the bytes, and says nothing in a device's name.
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(HttpMethod.Get, $"{device}/artifacts/{digest}?model={model}", "{}")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await server.SendAsync(HttpMethod.Post, $"{device}/reports", $$"""{"id":"{{Guid.CreateVersion7()}}","model":"{{model}}","version":1,"sha256":"{{digest}}","state":"running"}""")).Status);
        Assert.NotEqual(environment, other);
    }

    [Theory]
    [InlineData("GET", "environments/nowhere/fleet", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "environments/nowhere/devices", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "environments/nowhere/fleet-rollouts", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "environments/nowhere/devices/x/reports", "{}", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "environments/nowhere/devices?state=sleeping", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("GET", "environments/nowhere/devices?size=0", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "environments/nowhere/device-groups", """{"name":"pilot"}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "environments/nowhere/devices", """{"name":"x","group":"pilot","days":1}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "environments/nowhere/devices", """{"name":"x"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("POST", "environments/nowhere/fleet-rollouts/x/pause", """{"reason":"x"}""", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "environments/nowhere/fleet-rollouts/x/take-back", "{}", HttpStatusCode.BadRequest, "invalid")]
    public async Task Refused(string method, string address, string json, HttpStatusCode status, string code)
    {
        var (answered, body) = await server.SendAsync(new HttpMethod(method), address, json);

        Assert.Equal((status, "urn:portal:problem:" + code), (answered, body.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Fleet_IsEditedPausedAndResumedOverTheWire()
    {
        var (environment, _) = await FleetAsync("till-d");
        var model = await ModelAsync($"model-of-{environment}");
        await MakeLiveAsync(environment, model);
        const string Edited = """{"order":3,"description":"At the counter.","wave":{"completePercent":80,"failedPercent":20,"limitMinutes":30,"silentMinutes":5}}""";

        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Put, $"environments/{environment}/device-groups/pilot", Edited)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Put, $"environments/{environment}/device-groups/pilot", Edited, "\"9\"")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, $"environments/{environment}/device-groups/pilot", Edited, "\"0\"")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Post, $"environments/{environment}/fleet-rollouts/{model}/pause", """{"reason":"a storm"}""")).Status);
        var (_, fleet) = await server.SendAsync(HttpMethod.Get, $"environments/{environment}/fleet", "{}");
        Assert.Equal(("paused", "a storm"), (fleet.GetProperty("rollout").GetProperty("state").GetString(), fleet.GetProperty("rollout").GetProperty("reason").GetString()));
        Assert.Equal(80, fleet.GetProperty("groups")[0].GetProperty("wave").GetProperty("completePercent").GetInt32());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.SendAsync(HttpMethod.Post, $"environments/{environment}/fleet-rollouts/{model}/resume", """{"reason":"over"}""", "\"99\"")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Post, $"environments/{environment}/fleet-rollouts/{model}/resume", """{"reason":"over"}""")).Status);
    }

    [Fact]
    public async Task Group_IsRenamedAndRemovedOverTheWire()
    {
        var (environment, device) = await FleetAsync("till-e");
        const string Renamed = """{"name":"first","order":1,"description":"","wave":{"completePercent":80,"failedPercent":20,"limitMinutes":30,"silentMinutes":5}}""";

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, $"environments/{environment}/device-groups/pilot", Renamed, "\"0\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Delete, $"environments/{environment}/device-groups/pilot", "{}", "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Delete, $"environments/{environment}/device-groups/first", "{}")).Status);
        var (status, full) = await server.SendAsync(HttpMethod.Delete, $"environments/{environment}/device-groups/first", "{}", "\"1\"");
        Assert.Equal((HttpStatusCode.Conflict, "urn:portal:problem:device-group.not-empty"), (status, full.GetProperty("type").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Post, $"{device}/retire", """{"reason":"sold"}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, $"environments/{environment}/device-groups/first", "{}", "\"1\"")).Status);

        var (_, fleet) = await server.SendAsync(HttpMethod.Get, $"environments/{environment}/fleet", "{}");
        Assert.Equal(0, fleet.GetProperty("groups").GetArrayLength());
    }

    /// <summary>An edge environment of its own with one group and one device.</summary>
    private async Task<(string Environment, string Device)> FleetAsync(string device)
    {
        var environment = $"edge-{Guid.CreateVersion7():N}";
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "environments", $$"""{"name":"{{environment}}","purpose":"production","placement":"edge","region":"eu-central"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, $"environments/{environment}/device-groups", """{"name":"pilot"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, $"environments/{environment}/devices", $$"""{"name":"{{device}}","group":"pilot","days":30}""")).Status);
        return (environment, $"environments/{environment}/devices/{device}");
    }

    private async Task<HttpClient> DeviceAsync(string environment, string device)
    {
        var (_, renewed) = await server.SendAsync(HttpMethod.Post, $"environments/{environment}/devices/{device}/token", """{"days":1}""");
        var client = new HttpClient { BaseAddress = server.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", renewed.GetProperty("token").GetString());
        return client;
    }

    private async Task<string> ModelAsync(string name)
    {
        var actor = Actor.ForMember(server.Tenant, server.Member, "all@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);
        var made = await server.Get<CreateModel>().RunAsync(
            actor, new CreateModelRequest(name, "For a test.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Internal, ["eu-central"], null), Ct);
        Assert.True(made.IsOk, made.Refusal?.Sentence);
        return name;
    }

    private async Task<string> MakeLiveAsync(string environment, string model)
    {
        var (place, name) = (Names.Normalize(environment), Names.Normalize(model));
        EnvironmentId environmentId;
        ModelId modelId;
        var db = server.Get<PortalDatabase>().Open(server.Tenant);
        await using (db)
        {
            environmentId = db.Environments.Where(row => row.NormalizedName == place).Select(row => row.Id).Single();
            modelId = db.Models.Where(row => row.NormalizedName == name).Select(row => row.Id).Single();
        }

        var digest = await server.Get<PortalDatabase>().AddLiveVersionAsync(server.Get<ArtifactStore>(), server.Tenant, environmentId, modelId, server.Member, server.Get<TimeProvider>().GetUtcNow());
        Assert.True((await server.Get<StartFleetRollout>().RunAsync(Actor.ForJob(server.Tenant, "test"), environmentId, modelId, Ct)).IsOk);
        return digest.Hex;
    }

    /// <summary>An address that the route takes: without it, nobody would be asked for a token.</summary>
    private static string Fill(string path, JsonElement operation)
    {
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "path") : [])
        {
            var schema = parameter.GetProperty("schema");
            var value = schema.TryGetProperty("format", out var format) ? format.GetString() == "uuid" ? $"{Guid.Empty}" : "1" : "x";
            path = path.Replace($"{{{parameter.GetProperty("name").GetString()}}}", value, StringComparison.Ordinal);
        }

        return path;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string address, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Address(address), content, Ct);
        return answer.StatusCode;
    }

    private static Uri Address(string tail) => new("/api/v1/" + tail, UriKind.Relative);
}
