using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Storage;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Costs.Usage;

/// <summary>
/// Every shape of usage in every generation of names, through the real door into a real database: tokens, requests and money as they were
/// computed by hand.
/// </summary>
public sealed class GoldenUsageTests
{
    private const string Model = "golden-model";

    private static readonly JsonElement s_golden = JsonDocument.Parse(File.ReadAllText(Repository.Folder("tests", "Portal.Web.Tests", "Costs", "Usage", "golden-usage.json"))).RootElement;

    [Theory, EveryDatabase]
    public async Task EveryShape_InEveryGeneration_CostsWhatWasComputedByHand(DatabaseProviderName provider)
    {
        await using var server = await ApiServer.StartAsync(provider);
        await server.PriceAsync(Model, s_golden.GetProperty("prices").EnumerateObject().ToDictionary(price => price.Name, price => price.Value.GetString()!));
        var wrong = new List<string>();
        foreach (var generation in s_golden.GetProperty("generations").EnumerateObject())
        {
            foreach (var shape in s_golden.GetProperty("shapes").EnumerateArray())
            {
                var source = $"{generation.Name} {shape.GetProperty("name").GetString()}";
                for (var send = 0; send < Number(shape, "sends", 1); send++)
                {
                    var (status, body) = await server.TelemetryAsync("/v1/traces", Request(source, generation.Value, shape));
                    Assert.Equal((200, "{}"), (status, body));
                }

                var (records, cost) = await server.CountedAsync(source);
                var found = $"cost {cost.Say()}, input {records.Sum(record => record.Input ?? 0)}, output {records.Sum(record => record.Output ?? 0)}, requests {records.Sum(record => record.Requests)}, unpriced {records.Count(record => record.Cost is null)}, normalised {records.Count(record => record.IsNormalised)}";
                var expected = $"cost {shape.GetProperty("cost").GetString()}, input {Number(shape, "input")}, output {Number(shape, "output")}, requests {Number(shape, "requests")}, unpriced {Number(shape, "unpriced")}, normalised {Number(shape, "normalised")}";
                if (found != expected)
                {
                    wrong.Add($"{source}: {found}; expected {expected}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static string Request(string source, JsonElement names, JsonElement shape)
    {
        var spans = new JsonArray();
        var number = 0;
        foreach (var span in shape.GetProperty("spans").EnumerateArray())
        {
            var id = Number(span, "id", ++number);
            var end = TimeProvider.System.GetUtcNow().AddMinutes(-Number(span, "minutesAgo")).ToUnixTimeMilliseconds() * 1_000_000;
            var attributes = new JsonArray
            {
                Text(names, "operation", span.GetProperty("operation").GetString()!), Text(names, "provider", "openai"), Text(names, "answered", Model),
                Text(names, "asked", span.TryGetProperty("asked", out var asked) ? asked.GetString()! : Model),
                Attribute("gen_ai.input.messages", new JsonObject { ["stringValue"] = "a secret of a person" }),
            };
            foreach (var count in new[] { "input", "output", "read", "write", "reasoning" }.Where(count => span.TryGetProperty(count, out _)))
            {
                attributes.Add(Attribute(names.GetProperty(count).GetString()!, new JsonObject { ["intValue"] = Number(span, count).ToString(CultureInfo.InvariantCulture) }));
            }

            if (span.TryGetProperty("error", out var error))
            {
                attributes.Add(Text(names, "error", error.GetString()!));
            }

            foreach (var raw in span.TryGetProperty("raw", out var more) ? more.EnumerateObject().ToArray() : [])
            {
                attributes.Add(Attribute(raw.Name, new JsonObject { ["stringValue"] = raw.Value.GetString() }));
            }

            spans.Add(new JsonObject
            {
                ["traceId"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(source)).AsSpan(0, 16)),
                ["spanId"] = id.ToString("x16", CultureInfo.InvariantCulture),
                ["kind"] = Number(span, "kind", 3),
                ["startTimeUnixNano"] = (end - 1_000_000_000).ToString(CultureInfo.InvariantCulture),
                ["endTimeUnixNano"] = end.ToString(CultureInfo.InvariantCulture),
                ["attributes"] = attributes,
            });
        }

        var resource = new JsonObject { ["attributes"] = new JsonArray(Attribute("service.name", new JsonObject { ["stringValue"] = source })) };
        return new JsonObject { ["resourceSpans"] = new JsonArray(new JsonObject { ["resource"] = resource, ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = spans }) }) }.ToJsonString();
    }

    private static JsonObject Text(JsonElement names, string name, string value) => Attribute(names.GetProperty(name).GetString()!, new JsonObject { ["stringValue"] = value });

    private static JsonObject Attribute(string key, JsonObject value) => new() { ["key"] = key, ["value"] = value };

    private static long Number(JsonElement owner, string name, long otherwise = 0) => owner.TryGetProperty(name, out var number) ? number.GetInt64() : otherwise;
}
