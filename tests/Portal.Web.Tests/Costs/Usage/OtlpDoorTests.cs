using System.IO.Compression;
using System.Net;
using System.Text;
using Portal.Core.Costs.Usage.Reading;
using Portal.Web.Costs.Usage.Otlp;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Costs.Usage;

/// <summary>The door of OpenTelemetry as its protocol describes it: what is taken, in part, not at all, and by whom.</summary>
public sealed class OtlpDoorTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    [Theory]
    [InlineData("/v1/traces", Json, "", "{}")]
    [InlineData("/otlp/v1/traces", Json, "{}", "{}")]
    [InlineData("/v1/metrics", Json, "{\"resourceMetrics\":[]}", "{}")]
    [InlineData("/v1/traces", Protobuf, "", "")]
    [InlineData("/v1/metrics", Protobuf, "", "")]
    [InlineData("/v1/traces", Json, "{\"resourceSpans\":[{\"unknown\":1,\"scopeSpans\":[{\"spans\":[{\"name\":\"GET /\"}]}]}]}", "{}")]
    public async Task WhatHoldsNoUsage_IsTaken(string address, string type, string body, string answer)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));

        Assert.Equal((200, answer), await server.TelemetryAsync(address, content, type));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"resourceSpans\":3}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"xyz\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"endTimeUnixNano\":\"1e400\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":99999999999}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"half a letter: \\ud800\"}}]}}]}")]
    public async Task WhatIsNoOtlp_IsRefusedForGood(string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        var (status, answer) = await server.TelemetryAsync("/v1/traces", content, Json);

        Assert.Equal(400, status);
        Assert.Contains("\"message\":", answer, StringComparison.Ordinal);
    }

    /// <summary>JSON whose text is no UTF-8 is found out only where the text is read.</summary>
    [Fact]
    public async Task TextThatIsNoUtf8_IsRefusedForGood()
    {
        using var content = new ByteArrayContent([.. "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\""u8, 0xC3, 0x28, .. "\"}}]}}]}"u8]);

        Assert.Equal(400, (await server.TelemetryAsync("/v1/traces", content, Json)).Status);
    }

    /// <summary>Numbers that never end, lengths beyond the body, and nests that would fill a stack.</summary>
    [Fact]
    public async Task HostileProtobuf_IsRefused()
    {
        byte[][] bodies = [[0x0A, 0x80, 0x80], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x0A, 0x05, 0x01], [.. Enumerable.Repeat((byte)0xFF, 11)], Nested(200)];
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            var (status, _) = await server.TelemetryAsync("/v1/traces", content, Protobuf);
            Assert.True(status == 400, Convert.ToHexString(body.AsSpan(0, Math.Min(body.Length, 12))));
        }
    }

    [Fact]
    public async Task PackedBodies_AreLimited_BeforeAndAfterUnpacking()
    {
        var (bomb, small, broken) = (Pack(new byte[OtlpBody.Largest + 1]), Pack("{}"u8.ToArray()), "{}"u8.ToArray());
        foreach (var (body, expected) in new[] { (bomb, 413), (small, 200), (broken, 400) })
        {
            using var content = new ByteArrayContent(body);
            Assert.Equal(expected, (await server.TelemetryAsync("/v1/traces", content, Json, "gzip")).Status);
        }
    }

    [Fact]
    public async Task WithoutAToken_OrInAnotherForm_NothingIsTaken()
    {
        using var anonymous = new HttpClient { BaseAddress = server.Client.BaseAddress };
        using var body = new StringContent("{}", Encoding.UTF8, Json);
        using var answer = await anonymous.PostAsync(new Uri("/v1/traces", UriKind.Relative), body, Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var text = new ByteArrayContent("{}"u8.ToArray());
        Assert.Equal(415, (await server.TelemetryAsync("/v1/traces", text, "text/plain")).Status);
    }

    /// <summary>A tenant in the body is nobody's business, and of a batch the good part is kept.</summary>
    [Fact]
    public async Task SpansWithoutAnOperation_AreRejectedAlone()
    {
        var good = """{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","kind":3,"startTimeUnixNano":1767225600000000000,"endTimeUnixNano":"1767225601000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":5}}]}""";
        var bad = """{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b175","attributes":[{"key":"gen_ai.system","value":{"stringValue":"openai"}}]}""";
        var (status, answer) = await server.TelemetryAsync("/v1/traces", $$$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"partial"}},{"key":"tenant","value":{"stringValue":"other"}}]},"scopeSpans":[{"spans":[{{{good}}},{{{bad}}}]}]}]}""");

        Assert.Equal(200, status);
        Assert.Contains("\"rejectedSpans\":\"1\"", answer, StringComparison.Ordinal);
        Assert.Single((await server.CountedAsync("partial")).Records);
    }

    /// <summary>Spans and metrics of a source tell of the same tokens: metrics count where the source is told so, by what they grew, through resets and repetitions.</summary>
    [Fact]
    public async Task Metrics_CountWhatTheyGrew_WhereTheSourceIsCountedByThem()
    {
        await server.PriceAsync("metered", new Dictionary<string, string> { ["InputTokens"] = "3", ["CacheReadTokens"] = "0.3", ["OutputTokens"] = "15" });
        var (_, said) = await server.TelemetryAsync("/v1/metrics", Metrics(1, 10, (1_000, 400, 100)));
        Assert.Contains("\"rejectedDataPoints\":\"0\"", said, StringComparison.Ordinal);
        await CountByMetricsAsync("by-metrics");
        (long Start, long Time, (long Input, long Read, long Output) Tokens)[] sent =
        [
            (1, 20, (1_000, 400, 100)), (1, 30, (3_000, 1_000, 150)), (1, 30, (3_000, 1_000, 150)), (1, 25, (2_000, 500, 120)), (2, 40, (500, 0, 50)), (2, 50, (100, 0, 10)), (2, 60, (100, 0, 10)),
        ];
        foreach (var (start, time, tokens) in sent)
        {
            Assert.Equal((200, "{}"), await server.TelemetryAsync("/v1/metrics", Metrics(start, time, tokens)));
        }

        // 1,000 and 2,000 more; begun anew with 500; fallen to 100, which is a beginning as well.
        var (records, cost) = await server.CountedAsync("by-metrics");
        Assert.Equal((3_600, 1_000, 210), (records.Sum(row => row.Input), records.Sum(row => row.CacheRead), records.Sum(row => row.Output)));
        Assert.Equal(((2_600 * 3m) + (1_000 * 0.3m) + (210 * 15m)) / 1_000_000, cost);
    }

    [Fact]
    public void Content_IsNotRead()
    {
        var names = AttributeNames.Standard;
        foreach (var content in new[] { "gen_ai.prompt", "gen_ai.completion", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions", "llm.prompts", "input.value", "output.value" })
        {
            Assert.False(new ReadAttributes(names).Wants(content), content);
        }

        Assert.True(new ReadAttributes(new AttributeNames([new AttributeName("acme.tokens.in", AttributeMeaning.InputTokens)])).Wants("acme.tokens.in"));
    }

    private async Task CountByMetricsAsync(string source)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (_, body) = await server.SendAsync(HttpMethod.Get, $"costs/usage?from={today:yyyy-MM-dd}&until={today.AddDays(1):yyyy-MM-dd}", "");
        var row = body.GetProperty("sources").EnumerateArray().Single(one => one.GetProperty("name").GetString() == source);
        var (status, _) = await server.SendAsync(HttpMethod.Put, $"costs/usage-sources/{row.GetProperty("id").GetString()}", $$"""{"signal":"metrics","revision":{{row.GetProperty("revision").GetInt64()}}}""");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    private static string Metrics(long start, long time, (long Input, long Read, long Output) tokens)
    {
        var begin = TimeProvider.System.GetUtcNow().AddHours(-2).Date.Ticks - DateTime.UnixEpoch.Ticks;
        string Point(long sum) => $$$"""{"startTimeUnixNano":"{{{(begin * 100) + start}}}","timeUnixNano":"{{{(begin * 100) + time}}}","asInt":"{{{sum}}}","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},{"key":"gen_ai.response.model","value":{"stringValue":"metered"}}]}""";
        string Metric(string name, long sum) => $$$"""{"name":"gen_ai.client.inference.usage.{{{name}}}","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{{{Point(sum)}}}]}}""";
        return $$$"""{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"by-metrics"}}]},"scopeMetrics":[{"metrics":[{{{Metric("input_tokens", tokens.Input)}}},{{{Metric("cache_read.input_tokens", tokens.Read)}}},{{{Metric("output_tokens", tokens.Output)}}}]}]}]}""";
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    /// <summary>Groups within groups, which a reader of unknown fields descends into.</summary>
    private static byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)0x1B, depth)];
}
