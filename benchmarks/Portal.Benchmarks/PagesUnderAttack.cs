using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Portal.Scoring.Running;

namespace Portal.Benchmarks;

/// <summary>How long the portal takes to answer while hostile models run beside it, against the same portal at rest. The promise is
/// that its 95th percentile stays below twice the idle one.</summary>
internal static class PagesUnderAttack
{
    private const double Promise = 2;
    private const int Requests = 600;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The shell of a page, and what lists ask the database.</summary>
    private static readonly string[] s_pages = ["/models", "/api/v1/models", "/api/v1/models/mortgage/versions", "/api/v1/evaluations"];
    private static readonly string[] s_models = ["endless-loop", "memory-bomb-6gb", "huge-alloc", "endless-loop", "memory-bomb-6gb", "endless-loop"];

    public static async Task<int> RunAsync()
    {
        var root = MortgageRows.Root;
        if (PortalUnderTest.Program() is not { } program)
        {
            await Console.Error.WriteLineAsync("Build the portal first: dotnet build -c Release src/Portal.Web");
            return 2;
        }

        var portal = await PortalUnderTest.StartAsync(program);
        await using (portal)
        {
            await RestAsync(portal);
            await MeasureAsync(portal, Requests, whileTrue: () => true);
            var idle = await MeasureAsync(portal, Requests, whileTrue: () => true);

            using var end = new CancellationTokenSource();
            var attack = AttackAsync(portal, Path.Combine(root, "tests", "samples", "bad-models"), end.Token);
            while (await portal.CountAsync("running") == 0)
            {
                await Task.Delay(s_pause);
            }

            var busy = await MeasureAsync(portal, Requests, () => !attack.IsCompleted);
            Console.WriteLine($"{await portal.CountAsync("running")} evaluations of hostile models were running at the end, {await portal.CountAsync("failed")} had been stopped.");
            await end.CancelAsync();
            await attack;
            return Report(idle, busy);
        }
    }

    /// <summary>Until the demo's own evaluations are done.</summary>
    internal static async Task RestAsync(PortalUnderTest portal)
    {
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
        while (await portal.CountAsync("queued") + await portal.CountAsync("running") > 0);
    }

    internal static async Task<List<double>> MeasureAsync(PortalUnderTest portal, int requests, Func<bool> whileTrue)
    {
        var times = new List<double>(requests);
        while (times.Count < requests && whileTrue())
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await portal.Client.GetAsync(new Uri(s_pages[times.Count % s_pages.Length], UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(s_pause);
        }

        return times;
    }

    /// <summary>Keeps every slot busy: models that never end or take all memory, and packages that are read and refused.</summary>
    private static async Task AttackAsync(PortalUnderTest portal, string folder, CancellationToken end)
    {
        var bomb = Bomb();
        for (var round = 0; !end.IsCancellationRequested; round++)
        {
            foreach (var model in s_models)
            {
                // A version's bytes are one version only: a remark behind the graph makes them others.
                byte[] file = [.. await File.ReadAllBytesAsync(Path.Combine(folder, model + ".onnx"), CancellationToken.None), .. Remark(Guid.CreateVersion7().ToString("N"))];
                await portal.RegisterAsync("mortgage", model + ".onnx", file);
                await portal.RegisterAsync("mortgage", "bomb.zip", bomb);
                if (end.IsCancellationRequested)
                {
                    return;
                }
            }

            while (!end.IsCancellationRequested && await portal.CountAsync("queued") > 2)
            {
                await Task.Delay(s_pause, CancellationToken.None);
            }
        }
    }

    /// <summary>The field <c>doc_string</c> of an ONNX file, once more: the last one counts.</summary>
    private static byte[] Remark(string text) => [(6 << 3) | 2, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var file = archive.CreateEntry("weights.bin").Open();
            file.Write(new byte[200 * 1024 * 1024]);
        }

        return bytes.ToArray();
    }

    private static int Report(List<double> idle, List<double> busy)
    {
        var ratio = Percentile(busy, 0.95) / Percentile(idle, 0.95);
        Console.WriteLine($"{ThisMachine.Device(1).Name}, {Environment.ProcessorCount} cores; {idle.Count} requests at rest, {busy.Count} under attack, one every {s_pause.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms");
        Console.WriteLine($"{"",-14} {"p50",10} {"p95",10} {"p99",10}");
        Console.WriteLine(Line("at rest", idle));
        Console.WriteLine(Line("under attack", busy));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p95 is {ratio:0.00} times that at rest; below {Promise:0} is promised."));
        return ratio < Promise ? 0 : 1;
    }

    private static string Line(string name, List<double> times) => string.Create(
        CultureInfo.InvariantCulture, $"{name,-14} {Percentile(times, 0.5),7:0.0} ms {Percentile(times, 0.95),7:0.0} ms {Percentile(times, 0.99),7:0.0} ms");

    internal static double Percentile(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(share * times.Count) - 1);
}
