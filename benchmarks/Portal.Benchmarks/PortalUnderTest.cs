using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.Benchmarks;

/// <summary>The portal as people run it: a process of its own on a loopback port, with the demo tenants, asked over HTTP.</summary>
internal sealed partial class PortalUnderTest : IAsyncDisposable
{
    private const string Tenant = "Meridian";
    private const string Member = "scientist@meridian.example";

    private const double BusyShare = 0.1;

    private readonly string _program;
    private readonly string? _connection;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-pages-").FullName;
    private Process? _process;

    private PortalUnderTest(string program, string? connection) => (_program, _connection) = (program, connection);

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>The portal that was built beside this program; null when it was not.</summary>
    public static string? Program()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Portal.Web", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Portal.Web.dll");
        return File.Exists(program) ? Path.GetFullPath(program) : null;
    }

    /// <param name="connection">Of an empty PostgreSQL database; null for SQLite.</param>
    public static async Task<PortalUnderTest> StartAsync(string program, string? connection = null)
    {
        var portal = new PortalUnderTest(program, connection);
        portal._process = portal.Run("--urls", "http://127.0.0.1:0");
        portal.Client.BaseAddress = await portal.AddressAsync();
        portal.Client.DefaultRequestHeaders.Authorization = await portal.TokenAsync(Member);
        return portal;
    }

    public async Task<HttpClient> ClientOfAsync(string member) =>
        new() { BaseAddress = Client.BaseAddress, DefaultRequestHeaders = { Authorization = await TokenAsync(member) } };

    /// <summary>Sends a file and registers it as a version, which queues its evaluation.</summary>
    public async Task RegisterAsync(string model, string name, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var sent = await Client.PostAsync(new Uri($"/api/v1/uploads?fileName={name}", UriKind.Relative), content);
        var upload = (string)(await sent.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        using var registered = await Client.PostAsJsonAsync(new Uri($"/api/v1/models/{model}/versions", UriKind.Relative), new { upload, description = name });
    }

    /// <summary>How many evaluations are in a state.</summary>
    public async Task<int> CountAsync(string state) =>
        (await Client.GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/evaluations?state={state}", UriKind.Relative)))!["items"]!.AsArray().Count;

    /// <summary>Until the portal has nothing to do: its demo goes on telling of production for a while after it is ready.</summary>
    public async Task IdleAsync()
    {
        var window = TimeSpan.FromSeconds(3);
        TimeSpan before, after;
        do
        {
            before = ProcessorTime();
            await Task.Delay(window);
            after = ProcessorTime();
        }
        while (after - before > BusyShare * window);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private TimeSpan ProcessorTime()
    {
        _process!.Refresh();
        return _process.TotalProcessorTime;
    }

    private async Task<AuthenticationHeaderValue> TokenAsync(string member)
    {
        using var token = Run("token", "create", "--tenant", Tenant, "--member", member);
        return new AuthenticationHeaderValue("Bearer", (await token.StandardOutput.ReadToEndAsync()).Trim());
    }

    private Process Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_program, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["Portal__DataFolder"] = Path.Combine(_folder, "data");
        if (_connection is not null)
        {
            start.Environment["Portal__Database__Provider"] = "PostgreSql";
            start.Environment["Portal__Database__ConnectionString"] = _connection;
        }

        start.Environment["Portal__Evaluations__WallSeconds"] = "60";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        return Process.Start(start)!;
    }

    private async Task<Uri> AddressAsync()
    {
        while (await _process!.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return new Uri(ready.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The portal ended before it was ready.");
    }

    [GeneratedRegex(@"Open (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ready();
}
