using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Costs.Usage;

/// <summary>OpenTelemetry's own exporters from npm, unmodified, told where to send by their own environment variables.</summary>
public sealed class ExporterTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    /// <summary>Ten spans, two of them without an operation, sent twice: eight count, once, and their cost is there at once.</summary>
    [Fact]
    public async Task Exporters_SendInBothForms_AndWhatTheySendIsThereAtOnce()
    {
        await server.PriceAsync("test-model", new Dictionary<string, string> { ["InputTokens"] = "3.00", ["CacheReadTokens"] = "0.30", ["CacheWriteTokens"] = "3.75", ["OutputTokens"] = "15.00" });
        var folder = await InstallAsync();
        var token = await server.TokenAsync(1);
        var already = 0m;
        foreach (var format in new[] { "proto", "json" })
        {
            var began = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((await RunAsync(folder, "node", ["send.mjs", format], Settings(token))).Trim(), CultureInfo.InvariantCulture));
            var seen = await SeenAsync(already + (8 * 0.0078312m));
            Xunit.TestContext.Current.TestOutputHelper?.WriteLine($"{format}: visible {(TimeProvider.System.GetUtcNow() - began).TotalMilliseconds:0} ms after the first of two sends began");
            Assert.True(TimeProvider.System.GetUtcNow() - began < s_patience);
            Assert.Equal(already + (8 * 0.0078312m), seen);
            already = seen;
            var (records, cost) = await server.CountedAsync($"exporter-{format}");
            Assert.Equal((8, 0.0626496m, 12_000, 3_200), (records.Count, cost, records.Sum(record => record.Input), records.Sum(record => record.Output)));
        }

        Assert.DoesNotContain("secret", await EverythingAsync(), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Settings(string token) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = new Uri(server.Client.BaseAddress!, "/otlp").ToString(),
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"Authorization=Bearer {token}",
        ["OTEL_EXPORTER_OTLP_COMPRESSION"] = "gzip",
    };

    private async Task<decimal> SeenAsync(decimal wanted)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            var (_, body) = await server.SendAsync(HttpMethod.Get, $"costs/usage?from={today.AddDays(-1):yyyy-MM-dd}&until={today.AddDays(2):yyyy-MM-dd}", "");
            var cost = body.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("costs").TryGetProperty("USD", out var money) ? money.GetDecimal() : 0);
            if (cost >= wanted)
            {
                return cost;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<string> EverythingAsync() => JsonSerializer.Serialize((await server.SendAsync(HttpMethod.Get, "usage?size=200", "")).Body);

    /// <summary>Once for a lock file: what it pins is kept beside the build.</summary>
    private static async Task<string> InstallAsync()
    {
        var source = Repository.Folder("tests", "Portal.Web.Tests", "Costs", "Usage", "exporter");
        var folder = Directory.CreateDirectory(Repository.Folder("artifacts", "otlp-exporter")).FullName;
        var (wanted, there) = (Path.Combine(source, "package-lock.json"), Path.Combine(folder, "node_modules", "installed.json"));
        foreach (var file in new[] { ".npmrc", "package.json", "package-lock.json", "send.mjs" })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        if (!File.Exists(there) || await File.ReadAllTextAsync(wanted, Ct) != await File.ReadAllTextAsync(there, Ct))
        {
            await RunAsync(folder, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], []);
            File.Copy(wanted, there, overwrite: true);
        }

        return folder;
    }

    private static async Task<string> RunAsync(string folder, string program, string[] arguments, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var complaints = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, $"{program}: {await output} {await complaints}");
        return await output;
    }
}
