using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Portal.Benchmarks;

/// <summary>
/// How many spans of generative AI a portal takes in a second, priced and added up, against what reading their JSON alone takes: the share
/// of the time that is not the wire's.
/// </summary>
internal static class UsageSpeed
{
    private const int SpansInABatch = 500;
    private const int Senders = 4;

    /// <param name="connection">Of a PostgreSQL database; null for SQLite.</param>
    public static async Task<int> RunAsync(int batches, string? connection)
    {
        if (PortalUnderTest.Program() is not { } program)
        {
            await Console.Error.WriteLineAsync("Build the portal first: dotnet build -c Release src/Portal.Web");
            return 2;
        }

        var portal = await PortalUnderTest.StartAsync(program, connection);
        await using (portal)
        {
            var sender = portal.Client;
            await PriceAsync(portal);
            await PagesUnderAttack.RestAsync(portal);
            var warm = Bodies(2, "warm");
            await SendAsync(sender, warm);
            var bodies = Bodies(batches, "run");
            var decoding = Decode(bodies);
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(bodies.Chunk((batches + Senders - 1) / Senders).Select(some => SendAsync(sender, some)));
            var taking = watch.Elapsed;
            watch.Restart();
            await Task.WhenAll(bodies.Chunk((batches + Senders - 1) / Senders).Select(some => SendAsync(sender, some)));
            var again = watch.Elapsed;
            var spans = batches * SpansInABatch;
            var (one, other) = (spans / taking.TotalSeconds, spans / decoding.TotalSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(connection is null ? "SQLite" : "PostgreSQL")}: {spans:N0} spans in batches of {SpansInABatch}, {Senders} senders"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accepted {one:N0} spans/s; decoding alone {other:N0} spans/s; ratio {other / one:N1}; the same again (all doubled) {spans / again.TotalSeconds:N0} spans/s"));
            return 0;
        }
    }

    private static async Task PriceAsync(PortalUnderTest portal)
    {
        using var payer = await portal.ClientOfAsync("executive@meridian.example");
        var units = new[] { "inputTokens", "cacheReadTokens", "outputTokens" };
        var prices = Enumerable.Range(0, 5).SelectMany(model => units.Select(unit => new { provider = "openai", model = $"model-{model}", unit, amount = 1.25m, currency = "USD", validFrom = "2020-01-01T00:00:00Z", source = "benchmark" }));
        using var answer = await payer.PostAsJsonAsync(new Uri("/api/v1/costs/prices", UriKind.Relative), new { prices });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task SendAsync(HttpClient client, IEnumerable<byte[]> bodies)
    {
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Reads every attribute's name and value of every span.</summary>
    private static TimeSpan Decode(IReadOnlyList<byte[]> bodies)
    {
        var watch = Stopwatch.StartNew();
        var letters = 0;
        foreach (var body in bodies)
        {
            using var document = JsonDocument.Parse(body);
            foreach (var span in document.RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans").EnumerateArray())
            {
                letters += span.GetProperty("attributes").EnumerateArray().Sum(attribute => attribute.GetProperty("key").GetString()!.Length + attribute.GetProperty("value").EnumerateObject().First().Value.GetString()!.Length);
            }
        }

        GC.KeepAlive(letters);
        return watch.Elapsed;
    }

    /// <summary>A source for each sender, a handful of models.</summary>
    private static List<byte[]> Bodies(int batches, string run)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        return [.. Enumerable.Range(0, batches).Select(batch =>
        {
            var spans = Enumerable.Range(0, SpansInABatch).Select(span => string.Create(CultureInfo.InvariantCulture, $$$"""
                {"traceId":"{{{Guid.CreateVersion7():N}}}","spanId":"{{{(ulong)Random.Shared.NextInt64(1, long.MaxValue):x16}}}","kind":3,"startTimeUnixNano":"{{{now - 1_000_000_000}}}","endTimeUnixNano":"{{{now}}}","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},{"key":"gen_ai.request.model","value":{"stringValue":"model-{{{span % 5}}}"}},
                {"key":"gen_ai.usage.input_tokens","value":{"intValue":"{{{1500 + span}}}"}},{"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":"1024"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"400"}}]}
                """));
            return Encoding.UTF8.GetBytes($$$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"{{{run}}}-{{{batch % Senders}}}"}}]},"scopeSpans":[{"spans":[{{{string.Join(',', spans)}}}]}]}]}""");
        })];
    }
}
