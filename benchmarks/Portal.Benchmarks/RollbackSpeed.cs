using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portal.Benchmarks;

/// <summary>
/// From the call that rolls back to the new answer of what is live, while fifty readers ask: half wait by long poll, half ask ten times a
/// second. No reader may ever see two, none, or one that came before.
/// </summary>
internal static class RollbackSpeed
{
    private const string Live = "/api/v1/environments/production/deployments/mortgage";
    private const int Readers = 50;
    private const double Promise = 1000;
    private const int AtRest = 300;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(300);

    private sealed record Sight(Guid Deployment, double At);

    /// <param name="connection">Of a PostgreSQL database; null for SQLite.</param>
    public static async Task<int> RunAsync(int rounds, string? connection)
    {
        if (PortalUnderTest.Program() is not { } program)
        {
            await Console.Error.WriteLineAsync("Build the portal first: dotnet build -c Release src/Portal.Web");
            return 2;
        }

        var portal = await PortalUnderTest.StartAsync(program, connection);
        await using (portal)
        {
            using var reviewer = await portal.ClientOfAsync("reviewer@meridian.example");
            await PagesUnderAttack.RestAsync(portal);
            var versions = await VersionsAsync(portal);
            var rest = await RestAsync(portal.Client);
            using var end = new CancellationTokenSource();
            var readers = Enumerable.Range(0, Readers).Select(index => Task.Run(() => ReadAsync(portal.Client, index % 2 == 0, end.Token))).ToList();
            var calls = new List<(Guid Deployment, double Began, double Ended, double Asked)>();
            for (var round = 0; round < rounds + 5; round++)
            {
                var call = await RollBackAsync(reviewer, versions[round % 2]);
                calls.Add(call);
                await Task.Delay(s_between);
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
            await end.CancelAsync();
            return Report(connection is null ? "SQLite" : "PostgreSQL", rest, calls, await Task.WhenAll(readers));
        }
    }

    private static double Now() => Stopwatch.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>The live one and one before it, the one before first.</summary>
    private static async Task<int[]> VersionsAsync(PortalUnderTest portal)
    {
        while (true)
        {
            var page = await portal.Client.GetFromJsonAsync<JsonObject>(new Uri("/api/v1/environments/production/deployments?model=mortgage", UriKind.Relative));
            int[] versions = [.. page!["items"]!.AsArray().Select(row => (int)row!["version"]!).Distinct().Take(2)];
            if (versions.Length == 2)
            {
                return [versions[1], versions[0]];
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>What one reader waits for when nothing else happens.</summary>
    private static async Task<List<double>> RestAsync(HttpClient client)
    {
        var times = new List<double>();
        for (var request = 0; request < AtRest * 2; request++)
        {
            var began = Now();
            using var answer = await client.GetAsync(new Uri(Live, UriKind.Relative));
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times.Add(Now() - began);
        }

        return times[AtRest..];
    }

    private static async Task<(Guid, double, double, double)> RollBackAsync(HttpClient reviewer, int to)
    {
        var began = Now();
        using var answer = await reviewer.PostAsJsonAsync(new Uri("/api/v1/environments/production/rollback", UriKind.Relative), new { model = "mortgage", reason = "A measurement.", toVersion = to });
        var ended = Now();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }

        var deployment = (Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["deployment"]!;
        var live = await reviewer.GetFromJsonAsync<JsonObject>(new Uri(Live, UriKind.Relative));
        return (Guid)live!["deployment"]! == deployment ? (deployment, began, ended, Now()) : throw new InvalidOperationException("What is live is not what the call said.");
    }

    /// <summary>Each deployment when it was first seen; throws when an answer is not exactly one.</summary>
    private static async Task<(List<Sight> Sights, List<double> Times)> ReadAsync(HttpClient client, bool waits, CancellationToken end)
    {
        var (sights, times, tag) = (new List<Sight>(), new List<double>(), (EntityTagHeaderValue?)null);
        while (!end.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, waits ? Live + "?wait=30" : Live);
            if (waits && tag is not null)
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            try
            {
                var began = Now();
                using var answer = await client.SendAsync(request, end);
                if (answer.StatusCode == HttpStatusCode.NotModified)
                {
                    continue;
                }

                var live = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(end))!;
                tag = answer.Headers.ETag;
                var deployment = (Guid)live["deployment"]!;
                if (sights.Count == 0 || sights[^1].Deployment != deployment)
                {
                    sights.Add(new Sight(deployment, Now()));
                }

                if (!waits)
                {
                    times.Add(Now() - began);
                    await Task.Delay(s_pause, end);
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                break;
            }
        }

        return (sights, times);
    }

    private static int Report(string database, List<double> rest, List<(Guid Deployment, double Began, double Ended, double Asked)> calls, (List<Sight> Sights, List<double> Times)[] readers)
    {
        var places = calls.Select((call, index) => (call.Deployment, index)).ToDictionary(pair => pair.Deployment, pair => pair.index);
        var backwards = readers.Sum(reader => reader.Sights.Where(sight => places.ContainsKey(sight.Deployment)).Select(sight => places[sight.Deployment]).Pairwise().Count(pair => pair.Later <= pair.Earlier));
        var waited = new ConcurrentBag<double>(readers.Where((_, index) => index % 2 == 0)
            .SelectMany(reader => reader.Sights.Where(sight => places.TryGetValue(sight.Deployment, out var place) && place >= 5).Select(sight => sight.At - calls[places[sight.Deployment]].Began)));
        var measured = calls.Skip(5).ToList();
        Console.WriteLine($"{database}: {measured.Count} rollbacks, {Readers} readers, half by long poll; {Environment.ProcessorCount} cores");
        Console.WriteLine($"{"",-44} {"p50",10} {"p99",10} {"most",10}");
        var asked = measured.ConvertAll(call => call.Asked - call.Began);
        Console.WriteLine(Line("from the call to the new answer", asked));
        Console.WriteLine(Line("of that, the call itself", measured.ConvertAll(call => call.Ended - call.Began)));
        Console.WriteLine(Line("from the call to who waits by long poll", [.. waited]));
        Console.WriteLine(Line("a plain answer at rest", rest));
        Console.WriteLine(Line("a plain answer beside all that", [.. readers.SelectMany(reader => reader.Times)]));
        Console.WriteLine($"{readers.Sum(reader => reader.Sights.Count)} changes were seen, {backwards} of them out of order; every answer was exactly one version.");
        var worst = Math.Max(PagesUnderAttack.Percentile(asked, 0.99), PagesUnderAttack.Percentile([.. waited], 0.99));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p99 {worst:0} ms; below {Promise:0} ms is promised."));
        return worst < Promise && backwards == 0 ? 0 : 1;
    }

    private static IEnumerable<(int Earlier, int Later)> Pairwise(this IEnumerable<int> numbers)
    {
        var all = numbers.ToList();
        return all.Zip(all.Skip(1));
    }

    private static string Line(string name, List<double> times) => string.Create(
        CultureInfo.InvariantCulture, $"{name,-44} {PagesUnderAttack.Percentile(times, 0.5),7:0.0} ms {PagesUnderAttack.Percentile(times, 0.99),7:0.0} ms {times.Max(),7:0.0} ms");
}
