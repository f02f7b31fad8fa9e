using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Monitoring;

/// <summary>The portal is killed while batches come in; what was acknowledged is there, once, and what was not can be sent again.</summary>
public sealed class ObservationCrashTests(PreparedDemo demo)
{
    private const int RowsABatch = 400;
    private const int Senders = 3;

    /// <summary>After so many acknowledged batches the process is killed.</summary>
    private const int Kill = 12;

    [Fact]
    public async Task Kill_WhileBatchesComeIn_LosesNoAcknowledgedBatchAndDoublesNone()
    {
        await using var portal = await demo.StartAsync();
        var start = TimeProvider.System.GetUtcNow().AddHours(-6);
        var (sent, acknowledged) = (new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal), new ConcurrentDictionary<string, bool>(StringComparer.Ordinal));
        using (var client = await portal.ClientAsync("Meridian", "scientist@meridian.example"))
        {
            var sending = Enumerable.Range(0, Senders).Select(sender => SendUntilKilledAsync(client, sender, start, sent, acknowledged)).ToArray();
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
            while (acknowledged.Count < Kill)
            {
                Assert.False(Array.TrueForAll(sending, sender => sender.IsCompleted), $"Every sender ended after {acknowledged.Count} batches.");
                await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }

            await portal.KillAsync();
            await Task.WhenAll(sending);
        }

        await portal.StartAgainAsync();
        using var again = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        await AssertThereAsync(again, start, acknowledged.Keys, least: acknowledged.Count, most: sent.Count);
        foreach (var (key, body) in sent)
        {
            Assert.Equal(HttpStatusCode.Created, await SendAsync(again, key, body));
        }

        await AssertThereAsync(again, start, sent.Keys, least: sent.Count, most: sent.Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged.Count} of {sent.Count} batches were acknowledged before the end.");
        Assert.Equal(0, (await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "trail.jsonl"))).ExitCode);
        Assert.Equal(sent.Count, File.ReadLines(Path.Combine(portal.Folder, "trail.jsonl")).Count(line => line.Contains("\"action\":\"observations.received\"", StringComparison.Ordinal)));
    }

    private static async Task SendUntilKilledAsync(HttpClient client, int sender, DateTimeOffset start, ConcurrentDictionary<string, byte[]> sent, ConcurrentDictionary<string, bool> acknowledged)
    {
        for (var batch = 0; ; batch++)
        {
            var key = $"batch {sender} {sent.Count} {batch}";
            var body = Body(key, start);
            sent[key] = body;
            try
            {
                if (await SendAsync(client, key, body) != HttpStatusCode.Created)
                {
                    return;
                }

                acknowledged[key] = true;
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    /// <summary>The batches with these keys are there, and the counters are the sum of what is there.</summary>
    private static async Task AssertThereAsync(HttpClient client, DateTimeOffset start, IEnumerable<string> keys, int least, int most)
    {
        var batches = Items(await client.FindAsync("models/mortgage/observation-batches?environment=production&size=200"));
        var hours = Items(await client.FindAsync(string.Create(CultureInfo.InvariantCulture, $"models/mortgage/observation-hours?environment=production&from={start.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}&to={start.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}")));
        Assert.InRange(batches.Count, least, most);
        Assert.Equal(batches.Count, batches.Select(batch => (string)batch["key"]!).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(keys.Except(batches.Select(batch => (string)batch["key"]!), StringComparer.Ordinal));
        Assert.Equal(batches.Sum(batch => (long)batch["rows"]!), hours.Sum(hour => (long)hour["rows"]!));
        Assert.Equal((long)RowsABatch * batches.Count, hours.Sum(hour => (long)hour["rows"]!));
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string key, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/models/mortgage/observations?environment=production&version=1", UriKind.Relative)) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static byte[] Body(string key, DateTimeOffset start)
    {
        var text = new StringBuilder("id,timestamp,pirat,hirat,phist,afam,score\n");
        for (var row = 0; row < RowsABatch; row++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{key} {row},{start.AddSeconds(20 * row):yyyy-MM-ddTHH:mm:ssZ},0.{row % 97},0.3,{(row % 5 == 0 ? "yes" : "no")},{(row % 3 == 0 ? "yes" : "no")},0.{row % 89}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
