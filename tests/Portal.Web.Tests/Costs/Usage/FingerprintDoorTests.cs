using System.Net;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Usage;
using Portal.Core.Storage;
using Portal.Web.Costs.Usage.Otlp.Wire;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Costs.Usage;

/// <summary>What becomes of prompts, and what accelerators say, at the doors of usage.</summary>
public sealed class FingerprintDoorTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Secret = "my account number is 4711";

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prompts_AreDropped_UntilTheTenantWantsFingerprints_AndAreKeptByNeither()
    {
        await SetAsync("drop");
        Assert.Equal((200, "{}"), await server.TelemetryAsync("/v1/traces", Spans("dropped", ("gen_ai.prompt", Text(Secret)))));
        Assert.Null(Assert.Single((await server.CountedAsync("dropped")).Records).Fingerprint);

        await SetAsync("fingerprint");
        Assert.Equal((200, "{}"), await server.TelemetryAsync("/v1/traces", Spans("asked", ("gen_ai.prompt", Text(Secret)), ("gen_ai.completion", Text("one")))));
        Assert.Equal((200, "{}"), await server.TelemetryAsync("/v1/traces", Spans("asked", ("gen_ai.completion", Text("two")), ("gen_ai.prompt", Text(Secret)))));
        Assert.Equal((200, "{}"), await server.TelemetryAsync("/v1/traces", Spans("asked", ("gen_ai.prompt", Text("another")))));
        Assert.Equal((200, "{}"), await server.TelemetryAsync("/v1/traces", Spans("asked", ("gen_ai.completion", Text(Secret)))));
        var records = (await server.CountedAsync("asked")).Records;
        var prints = records.Select(record => record.Fingerprint).ToList();
        Assert.Equal((4, 1, 2), (prints.Count, prints.Count(print => print is null), prints.OfType<Guid>().Distinct().Count()));
        Assert.DoesNotContain("4711", JsonSerializer.Serialize(records.Select(record => new { record.Key, record.Conversation, record.ResponseId, record.Error, record.AskedModel, record.AnsweredModel, record.Operation })), StringComparison.Ordinal);
        await SetAsync("drop");
    }

    /// <summary>Messages as lists and maps, with their members in any order, in JSON and in protobuf.</summary>
    [Fact]
    public async Task Messages_OfTheNewestConventions_AreKnownAgain_InEitherEncoding()
    {
        await SetAsync("fingerprint");
        var (one, other) = ("""{"key":"role","value":{"stringValue":"user"}}""", """{"key":"content","value":{"stringValue":"Hello"}}""");
        string Messages(string first, string second) => $$$"""{"arrayValue":{"values":[{"kvlistValue":{"values":[{{{first}}},{{{second}}}]}}]}}""";
        await server.TelemetryAsync("/v1/traces", Spans("messages", ("gen_ai.input.messages", Messages(one, other)), ("gen_ai.system_instructions", Text("Be brief."))));
        await server.TelemetryAsync("/v1/traces", Spans("messages", ("gen_ai.system_instructions", Text("Be brief.")), ("gen_ai.input.messages", Messages(other, one))));

        var map = new KeyValueList();
        map.Values.Add(new KeyValue { Key = "role", Value = new AnyValue { StringValue = "user" } });
        map.Values.Add(new KeyValue { Key = "content", Value = new AnyValue { StringValue = "Hello" } });
        var list = new ArrayValue();
        list.Values.Add(new AnyValue { KvlistValue = map });
        var parsed = OtlpSpan("messages");
        parsed.ResourceSpans[0].ScopeSpans[0].Spans[0].Attributes.Add(new KeyValue { Key = "gen_ai.input.messages", Value = new AnyValue { ArrayValue = list } });
        parsed.ResourceSpans[0].ScopeSpans[0].Spans[0].Attributes.Add(new KeyValue { Key = "gen_ai.system_instructions", Value = new AnyValue { StringValue = "Be brief." } });
        using var content = new ByteArrayContent(parsed.ToByteArray());
        Assert.Equal((200, ""), await server.TelemetryAsync("/v1/traces", content, "application/x-protobuf"));

        var records = (await server.CountedAsync("messages")).Records;
        Assert.Equal(3, records.Count);
        Assert.NotNull(Assert.Single(records.Select(record => record.Fingerprint).Distinct()));
    }

    [Fact]
    public async Task Calls_SendAHashOfTheirOwn_AndReadings()
    {
        await SetAsync("fingerprint");
        const string items = """{"key":"KEY","at":"2026-11-01T10:00:01Z","provider":"openai","operation":"chat","model":"gpt","inputTokens":1,"outputTokens":1,"inputHash":"abc"}""";
        var (status, body) = await server.SendAsync(HttpMethod.Post, "usage", $$"""
            {"source":"calls","items":[{{items.Replace("KEY", "a", StringComparison.Ordinal)}},{{items.Replace("KEY", "b", StringComparison.Ordinal)}}],
             "readings":[{"deviceClass":"A10G","at":"{{TimeProvider.System.GetUtcNow():O}}","memoryUsedBytes":8000000000,"memoryLimitBytes":24000000000,"utilisation":0.5}]}
            """);
        Assert.Equal((HttpStatusCode.OK, 1), (status, body.GetProperty("readings").GetInt32()));
        var print = Assert.Single((await server.CountedAsync("calls")).Records.Select(record => record.Fingerprint).Distinct());
        Assert.NotNull(print);
        Assert.DoesNotContain("abc", print.ToString(), StringComparison.Ordinal);
        foreach (var (bad, field) in new[]
        {
            (items.Replace("\"inputHash\"", "\"requests\":2,\"inputHash\"", StringComparison.Ordinal), "items[0].inputHash"),
            ("", "readings[0].utilisation"),
        })
        {
            var (refused, why) = await server.SendAsync(HttpMethod.Post, "usage", $$"""{"source":"calls","items":[{{bad}}],"readings":[{"deviceClass":"A10G","at":"2026-11-01T10:00:00Z","utilisation":1.5}]}""");
            Assert.Equal(HttpStatusCode.BadRequest, refused);
            Assert.Contains(field, why.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>Gauges and cumulative sums are levels; what only differs from before, is no share, or is in another unit is refused alone.</summary>
    [Fact]
    public async Task Accelerators_SayTheirPeaks()
    {
        var hour = TimeProvider.System.GetUtcNow().AddHours(-3);
        string Point(string value, int minute) =>
            $$$"""{"timeUnixNano":"{{{hour.Date.AddHours(hour.Hour).AddMinutes(minute).Subtract(DateTime.UnixEpoch).Ticks * 100}}}",{{{value}}},"attributes":[{"key":"hw.id","value":{"stringValue":"0"}},{"key":"hw.model","value":{"stringValue":"NVIDIA A10G"}}]}""";
        string Sum(string name, int temporality, string points) => $$$"""{"name":"{{{name}}}","unit":"By","sum":{"aggregationTemporality":{{{temporality}}},"dataPoints":[{{{points}}}]}}""";
        string Gauge(string name, string points, string unit) => $$$"""{"name":"{{{name}}}","unit":"{{{unit}}}","gauge":{"dataPoints":[{{{points}}}]}}""";
        var metrics = string.Join(',',
            Sum("hw.gpu.memory.usage", 2, $"{Point("\"asInt\":\"7000000000\"", 1)},{Point("\"asInt\":\"9000000000\"", 2)},{Point("\"asInt\":\"8000000000\"", 3)}"),
            Sum("hw.gpu.memory.limit", 2, Point("\"asInt\":\"24000000000\"", 1)), Gauge("hw.gpu.utilization", Point("\"asDouble\":0.25", 4), "1"),
            Sum("hw.gpu.memory.usage", 1, Point("\"asInt\":\"99000000000\"", 5)), Gauge("hw.gpu.utilization", Point("\"asDouble\":25", 5), "1"), Gauge("hw.gpu.memory.usage", Point("\"asInt\":\"99000000000\"", 5), "KiBy"),
            Gauge("hw.temperature", Point("\"asDouble\":60", 5), "Cel"));
        var body = $$$"""{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cards"}}]},"scopeMetrics":[{"metrics":[{{{metrics}}}]}]}]}""";
        for (var time = 0; time < 2; time++)
        {
            var (status, answer) = await server.TelemetryAsync("/v1/metrics", body);
            Assert.Equal(200, status);
            Assert.Contains("\"rejectedDataPoints\":\"3\"", answer, StringComparison.Ordinal);
        }

        await using var db = server.Get<PortalDatabase>().Open(server.Tenant);
        var source = await db.UsageSources.SingleAsync(row => row.Name == "cards", Ct);
        var row = Assert.Single(await db.AcceleratorHours.Where(one => one.SourceId == source.Id).ToListAsync(Ct));
        Assert.Equal(("NVIDIA A10G", 9_000_000_000, 24_000_000_000, 0.25m), (row.DeviceClass, row.Used, row.Limit, row.Utilisation));
        Assert.Equal(0, source.Records);
    }

    private async Task SetAsync(string content)
    {
        var (_, now) = await server.SendAsync(HttpMethod.Get, "costs/usage-settings", "");
        Assert.False(now.TryGetProperty("fingerprintKey", out _));
        var (status, body) = await server.SendAsync(HttpMethod.Put, "costs/usage-settings", $$"""{"retentionDays":400,"gapShare":0.05,"names":[],"aliases":[],"content":"{{content}}","revision":{{now.GetProperty("revision").GetInt64()}}}""");
        Assert.True(status == HttpStatusCode.NoContent, body.ToString());
    }

    private static string Text(string text) => JsonSerializer.Serialize(new { stringValue = text });

    private static string Spans(string source, params (string Key, string Value)[] attributes)
    {
        var all = attributes.Select(attribute => $$$"""{"key":"{{{attribute.Key}}}","value":{{{attribute.Value}}}}""")
            .Concat(["""{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}}""", """{"key":"gen_ai.system","value":{"stringValue":"openai"}}""", """{"key":"gen_ai.response.model","value":{"stringValue":"gpt"}}"""]);
        return $$$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"{{{source}}}"}}]},"scopeSpans":[{"spans":[{"traceId":"{{{Guid.CreateVersion7():N}}}","spanId":"eee19b7ec3c1b174","kind":3,"endTimeUnixNano":"1767225601000000000","attributes":[{{{string.Join(',', all)}}}]}]}]}]}""";
    }

    private static TracesRequest OtlpSpan(string source)
    {
        var span = new Span { TraceId = ByteString.CopyFrom(Guid.CreateVersion7().ToByteArray()), SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8), Kind = 3, EndTimeUnixNano = 1_767_225_601_000_000_000 };
        foreach (var (key, value) in new[] { ("gen_ai.operation.name", "chat"), ("gen_ai.system", "openai"), ("gen_ai.response.model", "gpt") })
        {
            span.Attributes.Add(new KeyValue { Key = key, Value = new AnyValue { StringValue = value } });
        }

        var scope = new ScopeSpans();
        scope.Spans.Add(span);
        var resource = new ResourceSpans { Resource = new Resource() };
        resource.Resource.Attributes.Add(new KeyValue { Key = "service.name", Value = new AnyValue { StringValue = source } });
        resource.ScopeSpans.Add(scope);
        var request = new TracesRequest();
        request.ResourceSpans.Add(resource);
        return request;
    }
}
