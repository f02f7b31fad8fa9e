using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Portal.Scoring.Devices;

namespace Portal.Scoring.Contract;

/// <summary>How the scoring program is started: which file, with which environment, behind which fence.</summary>
internal static class LaunchPlan
{
    private const string Program = "Portal.Scoring";
    private const string LibraryPath = "LD_LIBRARY_PATH";
    private const string VisibleDevices = "CUDA_VISIBLE_DEVICES";

    /// <summary>What goes before the program so that it has no network; empty where the system does not allow it. Found out once.</summary>
    private static readonly Lazy<Task<string[]>> s_withoutNetwork = new(FindOutAsync);

    public static async Task<ProcessStartInfo> MakeAsync(string folder, string[] arguments, ScoringLimits limits)
    {
        var fence = await s_withoutNetwork.Value;
        string[] command = [.. fence, .. Executable(), .. arguments, "--parent", .. fence.Length > 0 ? ["--no-network"] : Array.Empty<string>()];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        SetEnvironment(start.Environment, folder, limits);
        return start;
    }

    /// <summary>Nothing of the portal's environment: it holds connection strings and tokens.</summary>
    private static void SetEnvironment(IDictionary<string, string?> environment, string folder, ScoringLimits limits)
    {
        var systemRoot = Environment.GetEnvironmentVariable("SystemRoot");
        var (libraryPath, visible) = (Environment.GetEnvironmentVariable(LibraryPath), Environment.GetEnvironmentVariable(VisibleDevices));
        environment.Clear();
        environment["HOME"] = folder;
        environment["TMPDIR"] = folder;
        environment["LANG"] = "C.UTF-8";
        environment["DOTNET_ROOT"] = DotnetRoot();
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_DbgEnableMiniDump"] = "0";
        environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        environment["DOTNET_GCHeapHardLimit"] = (limits.MemoryBytes / 2).ToString("X", CultureInfo.InvariantCulture);
        ShowDevices(environment, libraryPath, visible);
        if (OperatingSystem.IsWindows())
        {
            environment["SystemRoot"] = systemRoot;
            environment["TEMP"] = folder;
            environment["TMP"] = folder;
        }
    }

    /// <summary>Where GPU libraries are installed, the process has to find what they need, and uses the devices that the operator gave the portal.</summary>
    private static void ShowDevices(IDictionary<string, string?> environment, string? libraryPath, string? visible)
    {
        if (!Directory.Exists(ExecutionProviders.LibraryFolder))
        {
            return;
        }

        environment[LibraryPath] = string.IsNullOrEmpty(libraryPath) ? ExecutionProviders.LibraryFolder : $"{ExecutionProviders.LibraryFolder}:{libraryPath}";
        if (visible is not null)
        {
            environment[VisibleDevices] = visible;
        }
    }

    private static string[] Executable()
    {
        var host = Path.Combine(DotnetRoot(), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var library = Path.Combine(AppContext.BaseDirectory, Program + ".dll");
        return File.Exists(host)
            ? [host, library]
            : [Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? Program + ".exe" : Program)];
    }

    /// <summary>The installation that this process itself runs on: <c>root/shared/Microsoft.NETCore.App/version/</c>.</summary>
    private static string DotnetRoot() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static async Task<string[]> FindOutAsync()
    {
        const string Unshare = "/usr/bin/unshare";
        if (!OperatingSystem.IsLinux() || !File.Exists(Unshare))
        {
            return [];
        }

        string[][] ways =
        [
            [Unshare, "--net", "--"],
            [Unshare, "--user", "--map-current-user", "--net", "--"],
        ];
        foreach (var way in ways)
        {
            if (await WorksAsync([.. way, "/bin/true"]))
            {
                return way;
            }
        }

        return [];
    }

    private static async Task<bool> WorksAsync(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        });
        if (process is null)
        {
            return false;
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
