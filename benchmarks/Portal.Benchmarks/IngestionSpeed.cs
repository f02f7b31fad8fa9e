using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Portal.Scoring.Running;

namespace Portal.Benchmarks;

/// <summary>Rows per second into the store, sent over HTTP by one sender and by two, until each batch is acknowledged; beside it what
/// reading the rows alone takes, writing the block alone, and writing the same bytes to the same disk with nothing done to them. And
/// how long pages take meanwhile, against the portal at rest.</summary>
internal static class IngestionSpeed
{
    private const int RowsABatch = 20_000;
    private const int Requests = 200;

    /// <summary>Until the runtime has compiled what is used often: a portal that has run for a minute, as production does.</summary>
    private const int WarmBatches = 60;
    private const double Promise = 2;

    public static async Task<int> RunAsync(int batches)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Portal.Web", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Portal.Web.dll"));
        if (!File.Exists(program))
        {
            await Console.Error.WriteLineAsync("Build the portal first: dotnet build -c Release src/Portal.Web");
            return 2;
        }

        var portal = await PortalUnderTest.StartAsync(program);
        await using (portal)
        {
            await PagesUnderAttack.RestAsync(portal);
            await portal.IdleAsync();
            var bodies = Enumerable.Range(0, batches).Select(Body).ToList();
            await SendAsync(portal, "warm", [.. Enumerable.Range(0, WarmBatches).Select(batch => bodies[batch % bodies.Count])], 2);
            var idle = await PagesUnderAttack.MeasureAsync(portal, Requests, whileTrue: () => true);
            var alone = await SendAsync(portal, "alone", bodies, 1);
            var two = await SendAsync(portal, "two", bodies, 2);
            var sending = SendAsync(portal, "beside", [.. bodies, .. bodies], 1);
            var busy = await PagesUnderAttack.MeasureAsync(portal, Requests, () => !sending.IsCompleted);
            await sending;
            return Report(batches, alone, two, IngestionParts.Measure(bodies), idle, busy);
        }
    }

    /// <returns>Seconds until the last batch was acknowledged.</returns>
    private static async Task<double> SendAsync(PortalUnderTest portal, string keys, List<byte[]> bodies, int senders)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(async sender =>
        {
            for (var batch = sender; batch < bodies.Count; batch += senders)
            {
                using var content = new ByteArrayContent(bodies[batch]);
                content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/models/mortgage/observations?environment=production&version=2&timestamp=received_at&ignore=deny", UriKind.Relative)) { Content = content };
                request.Headers.Add("Idempotency-Key", $"{keys}-{batch}");
                using var answer = await portal.Client.SendAsync(request);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                }
            }
        }));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static byte[] Body(int batch)
    {
        var source = File.ReadAllLines(Path.Combine(MortgageRows.Root, "seed", "mortgage", "evaluation.csv"));
        var text = new StringBuilder(source[0]).AppendLine(",received_at,score,latencyMs");
        var start = TimeProvider.System.GetUtcNow().AddHours(-2);
        for (var row = 0; row < RowsABatch; row++)
        {
            var line = source[1 + (row % (source.Length - 1))];
            text.AppendLine(CultureInfo.InvariantCulture, $"B{batch}-{row}{line[line.IndexOf(',', StringComparison.Ordinal)..]},{start.AddMilliseconds(180 * row):yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{row * 37 % 1000 / 1000.0},{1 + (row % 50)}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static int Report(int batches, double alone, double two, IngestionParts parts, List<double> idle, List<double> busy)
    {
        var rows = (double)batches * RowsABatch;
        var bytes = Body(0).Length;
        Console.WriteLine($"{ThisMachine.Device(1).Name}, {Environment.ProcessorCount} cores; {batches} batches of {RowsABatch:N0} rows with 16 columns, {bytes / 1e6:N1} MB each as CSV");
        Line("acknowledged, one sender", rows, alone);
        Line("acknowledged, two senders", rows, two);
        Line("reading the rows alone", rows, parts.Csv);
        Line("reading them as NDJSON", rows, parts.Ndjson);
        Line("counting alone", rows, parts.Count);
        Line("writing blocks alone", rows, parts.Block);
        Line("raw, the CSV's bytes", rows, parts.RawBody);
        Line("raw, the block's bytes", rows, parts.RawBlock);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"One sender reaches {parts.Csv / alone:P0} of the speed of reading the rows alone, {parts.RawBody / alone:P1} of the raw speed of the CSV's bytes, {parts.RawBlock / alone:P1} of the block's; two reach {parts.Csv / two:P0}, {parts.RawBody / two:P1} and {parts.RawBlock / two:P1}. A block has {parts.BlockBytes / rows:N1} bytes a row, the CSV {bytes / (double)RowsABatch:N1}."));
        var ratio = PagesUnderAttack.Percentile(busy, 0.95) / PagesUnderAttack.Percentile(idle, 0.95);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Pages: p50 {PagesUnderAttack.Percentile(idle, 0.5):0.0} ms and p95 {PagesUnderAttack.Percentile(idle, 0.95):0.0} ms at rest, p50 {PagesUnderAttack.Percentile(busy, 0.5):0.0} ms and p95 {PagesUnderAttack.Percentile(busy, 0.95):0.0} ms beside ingestion ({busy.Count} requests): {ratio:0.00} times; below {Promise:0} is promised."));
        return ratio < Promise ? 0 : 1;
    }

    private static void Line(string name, double rows, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {rows / seconds,12:N0} rows/s {seconds,8:0.00} s"));
}
