using System.Net;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Placement;

public sealed class PlacementApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Terms = """
        {"kind":"onDemand","provider":"Acme","region":"eu-central","hardwareClass":"gpu-a10g","currency":"USD","validFrom":"2026-01-01","source":"invented","isPrivate":false,"allowedClassifications":[],"egress":[],
         "numbers":{"hourly":1.9,"memory":24,"latency":400,"availability":0.999,"complexity":2,"lockIn":2}}
        """;

    private const string Work = """
        {"traffic":{"average":1,"peak":1,"hoursAWeek":168,"peakHoursAWeek":0,"shape":"steady"},"latencyMilliseconds":1000,"availability":0.99,"regions":["eu-central"],"classification":"internal","privateOnly":false,"approvedVendors":[],
         "egressGigabytes":0,"memoryGigabytes":8,"memoryHeadroom":0.2,"targetLoad":0.5,"speeds":[{"hardwareClass":"gpu-a10g","requestsPerSecond":2,"source":"measured","asOf":"2026-01-01"}]}
        """;

    /// <summary>As above up to where the brace closes.</summary>
    private const string Bare = """
        {"kind":"onDemand","provider":"Acme","region":"eu-central","hardwareClass":"gpu-a10g","currency":"USD","validFrom":"2026-01-01","source":"invented","isPrivate":false,"allowedClassifications":[],"egress":[]
        """;

    private const string Empty = """
        {"traffic":{"average":1,"peak":1,"hoursAWeek":168,"peakHoursAWeek":0,"shape":"steady"},"availability":0.99,"regions":["eu-central"],"classification":"internal","privateOnly":false,
         "egressGigabytes":0,"memoryGigabytes":8,"memoryHeadroom":0.2,"targetLoad":0.5,"speeds":[]
        """;

    private const string NoTraffic = """
        {"traffic":null,"availability":0.99,"regions":[null],"classification":"internal","privateOnly":false,"approvedVendors":[],"egressGigabytes":0,"memoryGigabytes":8,"memoryHeadroom":0.2,"targetLoad":0.5,"speeds":[]}
        """;

    [Theory]
    [InlineData("GET", "placement/workloads/nothing", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "placement/workloads/nothing/comparison", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "placement/workloads/nothing/comparisons", "{}", HttpStatusCode.NotFound)]
    [InlineData("PUT", "placement/workloads/nothing", $$"""{"name":"x","team":"Lending","terms":{{Work}}}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"new","team":"Lending","terms":{{Work}}}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Nobody","terms":{{Work}}}""", HttpStatusCode.BadRequest)]
    [InlineData("GET", "placement/places/nothing", "", HttpStatusCode.NotFound)]
    [InlineData("PUT", "placement/places/nothing", $$"""{"terms":{{Terms}}}""", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "placement/places/nothing?reason=x", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "placement/places", """{"name":"bare","terms":{"kind":"spot","provider":"A","region":"eu","hardwareClass":"g","currency":"USD","validFrom":"2026-01-01","source":"s","isPrivate":false,"allowedClassifications":[],"egress":[],"numbers":{}}}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/recommendations/99/decision", """{"accept":true}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "placement/recommendations/99/decision", """{"accept":false,"reason":null}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", """{"name":"x","team":"Lending","terms":null}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{NoTraffic}}}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{Empty}},"approvedVendors":[null]} }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{Empty}},"approvedVendors":[],"licence":{"name":"x","hosting":"nobody"} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{Empty}},"approvedVendors":[],"licence":{"name":" "} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{Empty}},"approvedVendors":[],"repeats":{"share":1.1,"oldestHours":1} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{Empty}},"approvedVendors":[],"repeats":{"share":1e28,"oldestHours":-1} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/workloads", $$"""{"name":"x","team":"Lending","terms":{{Empty}},"approvedVendors":[],"latencyMilliseconds":"NaN"} }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/places", $$"""{"name":"x","terms":{{Bare}},"numbers":{"hourly":1e28} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/places", $$"""{"name":"x","terms":{{Bare}},"numbers":{"hourly":-1} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/places", $$"""{"name":"x","terms":{{Bare}},"numbers":{"hourly":1e400} } }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/places", $$"""{"name":"x","terms":{{Bare}},"numbers":{"hourly":1},"excludedLicences":[null]} }""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "placement/places", $$"""{"name":"x","terms":{{Bare}},"numbers":{"hourly":1},"validUntil":"2025-12-31"} }""", HttpStatusCode.BadRequest)]
    [InlineData("GET", "costs/savings?state=asleep", "", HttpStatusCode.BadRequest)]
    [InlineData("POST", "costs/savings/99/decision", """{"act":"accept"}""", HttpStatusCode.NotFound)]
    public async Task Asked_Wrongly_IsRefusedWithAProblem(string method, string address, string json, HttpStatusCode expected)
    {
        var (status, body) = await server.SendAsync(new HttpMethod(method), address, json, "\"0\"");

        Assert.Equal(expected, status);
        Assert.True(body.TryGetProperty("type", out _));
    }

    [Fact]
    public async Task Places_AreAdded_AndComparedForAWorkload_WithTraces()
    {
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "placement/places", $$"""{"name":"cloud","terms":{{Terms}}}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, "placement/workloads", $$"""{"name":"letters","team":"Lending","terms":{{Work}}}""")).Status);

        var compared = (await server.SendAsync(HttpMethod.Get, "placement/workloads/letters/comparison?what=cloud%2Fhourly:2", "")).Body;
        Assert.Equal(1460m, compared.GetProperty("ranked")[0].GetProperty("monthly").GetDecimal());
        Assert.Equal("F1", compared.GetProperty("ranked")[0].GetProperty("parts")[0].GetProperty("formula").GetString());
        Assert.Contains("1 × 2 × 730 h", compared.GetProperty("ranked")[0].GetProperty("parts")[0].GetProperty("trace").GetString(), StringComparison.Ordinal);
        var (kept, result) = await server.SendAsync(HttpMethod.Post, "placement/workloads/letters/comparisons", "{}");
        Assert.Equal((HttpStatusCode.Created, "cloud"), (kept, result.GetProperty("best").GetString()));
        var listed = (await server.SendAsync(HttpMethod.Get, "placement/workloads", "")).Body.GetProperty("items")[0];
        Assert.Equal(("letters", 1387m), (listed.GetProperty("name").GetString(), listed.GetProperty("bestMonthly").GetDecimal()));
        const string Hostile = "average:79228162514264337593543950335~peak:-5~hours:0~traffic:9999999999~load:0~egress:999999999999~speed-gpu-a10g:0.0000000000000000000000000001~cloud%2Fhourly:79228162514264337593543950335~cloud%2Fmemory:NaN~nothing:1";
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, $"placement/workloads/letters/comparison?what={Hostile}", "")).Status);
        Assert.Equal(11, (await server.SendAsync(HttpMethod.Get, "placement/places/templates", "")).Body.GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, "placement/places/cloud?reason=ended", "")).Status);
        Assert.Equal(0, (await server.SendAsync(HttpMethod.Get, "costs/savings", "")).Body.GetProperty("items").GetArrayLength());
    }
}
