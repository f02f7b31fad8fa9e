using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Portal.EndToEnd.Tests.Runners;

/// <summary>A runner as operators start it: its own process, with the token in its environment.</summary>
public sealed class RunnerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-e2e-runner-");
    private readonly Process _process;

    private RunnerProcess(string name, Uri portal, string token, string[] more)
    {
        Name = name;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = [Repository.Program("Portal.Scoring"), "serve", "--portal", portal.ToString(), "--work", _folder.FullName, "--memory", "2G", .. more];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PORTAL_RUNNER_TOKEN"] = token;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The runner did not start.");
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

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

    /// <summary>Registers a runner with the portal and starts it.</summary>
    /// <param name="through">Where it finds the portal; the portal's own address by default.</param>
    public static async Task<RunnerProcess> StartAsync(HttpClient administrator, string name, string region = "eu-central", Uri? through = null, params string[] more)
    {
        var registered = await administrator.CreateAsync("runners", new { name, region, days = 1 }, HttpStatusCode.Created);
        return new RunnerProcess(name, through ?? administrator.BaseAddress!, (string)registered["token"]!, more);
    }

    /// <summary>SIGKILL: no chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The scoring process of a killed runner is cleaning up there at this moment.
        }
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
