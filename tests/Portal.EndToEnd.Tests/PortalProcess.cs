using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.EndToEnd.Tests;

/// <summary>
/// The portal as people start it: its own process on a free loopback port, with a data folder of its own. It can be killed, started
/// again on the same data, and asked for its verbs.
/// </summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    /// <summary>Most tests wait for a dozen evaluations and look at none: those measure and explain a little only.</summary>
    public const string SpeedMilliseconds = "Portal__Evaluations__SpeedMilliseconds";
    public const string ExplanationRows = "Portal__Evaluations__ExplanationRows";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _output = new();
    private readonly string _folder;
    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentDictionary<(string Tenant, string Email), string> _tokens = [];
    private Process? _server;

    private PortalProcess(string folder, Dictionary<string, string> settings)
    {
        _folder = folder;
        _settings = settings;
    }

    public string Folder => _folder;

    public Uri Address { get; private set; } = null!;

    /// <summary>From the start of the process to its first answered page.</summary>
    public TimeSpan StartedWithin { get; private set; }

    public int ProcessId => _server!.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>On an empty folder.</summary>
    public static Task<PortalProcess> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(Directory.CreateTempSubdirectory("portal-e2e-").FullName, settings);

    /// <param name="ended">A portal that does not run: what it left is the new one's beginning.</param>
    public static Task<PortalProcess> StartOnCopyAsync(PortalProcess ended, params (string Key, string Value)[] settings) => StartAsync(Copy(ended), settings, ended._tokens);

    /// <param name="ended">A portal that does not run.</param>
    /// <returns>A folder with all that it left.</returns>
    public static string Copy(PortalProcess ended)
    {
        var folder = Directory.CreateTempSubdirectory("portal-e2e-").FullName;
        foreach (var file in Directory.EnumerateFiles(ended._folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(ended._folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    private static async Task<PortalProcess> StartAsync(string folder, (string Key, string Value)[] settings, IReadOnlyDictionary<(string Tenant, string Email), string>? tokens = null)
    {
        var portal = new PortalProcess(folder, []);
        foreach (var (member, token) in tokens ?? new Dictionary<(string Tenant, string Email), string>())
        {
            portal._tokens[member] = token;
        }

        foreach (var (key, value) in settings)
        {
            portal.Set(key, value);
        }

        try
        {
            await portal.StartAgainAsync();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync()
    {
        var watch = Stopwatch.StartNew();
        _server = Process.Start(Command(["--urls", "http://127.0.0.1:0"])) ?? throw new InvalidOperationException("The portal did not start.");
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.EnableRaisingEvents = true;
        _server.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The portal ended: {Output}"));
        _server.OutputDataReceived += (_, line) => Hear(line.Data, address);
        _server.ErrorDataReceived += (_, line) => Hear(line.Data, address);
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        Address = await address.Task.WaitAsync(s_patience);
        using var client = new HttpClient { BaseAddress = Address };
        using var page = await client.GetAsync("/");
        page.EnsureSuccessStatusCode();
        StartedWithin = watch.Elapsed;
    }

    /// <summary>For the next start.</summary>
    public void Set(string key, string value) => _settings[key] = value;

    /// <summary>SIGKILL: no chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        _server!.Kill();
        await _server.WaitForExitAsync();
    }

    /// <summary>Runs a verb of the host on the same data.</summary>
    public async Task<(int ExitCode, string Output, string Complaints)> RunAsync(params string[] verb)
    {
        using var process = Process.Start(Command(verb)) ?? throw new InvalidOperationException("The verb did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_patience);
        return (process.ExitCode, await output, await complaints);
    }

    /// <summary>A client of the API that carries an access token of a member. Each member's is made once and lives as long as the data.</summary>
    public async Task<HttpClient> ClientAsync(string tenant, string email)
    {
        if (!_tokens.TryGetValue((tenant, email), out var token))
        {
            _tokens[(tenant, email)] = token = await MemberToken.MakeAsync(Address, tenant, email);
        }

        return ClientOf(token);
    }

    /// <summary>The same, with a token that the operator's verb made.</summary>
    public async Task<HttpClient> ClientByVerbAsync(string tenant, string email)
    {
        var (exitCode, made, complaints) = await RunAsync("token", "create", "--tenant", tenant, "--member", email);
        Assert.True(exitCode == 0, complaints);
        _tokens[(tenant, email)] = made.Trim();
        return ClientOf(made.Trim());
    }

    private HttpClient ClientOf(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            await KillAsync();
        }

        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Hear(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (Ready().Match(line) is { Success: true } ready)
        {
            address.TrySetResult(new Uri(ready.Groups["address"].Value));
        }
    }

    private ProcessStartInfo Command(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Repository.Folder("src", "Portal.Web") };
        start.ArgumentList.Add(Repository.Program("Portal.Web"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Portal__DataFolder"] = Path.Combine(_folder, "data");

        // A process that lives for seconds gains nothing from watching itself for the code that it would compile later.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment[SpeedMilliseconds] = "100";
        start.Environment[ExplanationRows] = "20000";
        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        return start;
    }

    [GeneratedRegex(@"Open (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ready();
}
