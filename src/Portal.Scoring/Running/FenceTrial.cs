using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Running;

/// <summary>Tries to climb over each fence, as a model's native code might: what a system promises is one thing, what holds another.</summary>
internal static partial class FenceTrial
{
    private const int ManyFiles = 2 * ProcessLimits.OpenFiles;

    public static IReadOnlyList<Fence> Run(ScoringLimits limits) =>
    [
        new("memory", !Succeeds(() => TakeMemory(limits.MemoryBytes))),
        new("open-files", !Succeeds(OpenFiles)),
        new("processes", !Succeeds(StartProcess)),
        new("network", !Succeeds(SendSomewhere)),
        new("signals", !OperatingSystem.IsWindows() && !Succeeds(SignalParent)),
        new("environment", Environment.GetEnvironmentVariables().Keys.Cast<string>().All(name => !name.StartsWith("Portal", StringComparison.OrdinalIgnoreCase))),
    ];

    private static bool Succeeds(Action attempt)
    {
        try
        {
            attempt();
            return true;
        }
        catch (Exception held) when (held is OutOfMemoryException or IOException or Win32Exception or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static unsafe void TakeMemory(long limit) => NativeMemory.Free(NativeMemory.AllocZeroed((nuint)limit));

    private static void OpenFiles()
    {
        var files = new List<FileStream>();
        try
        {
            for (var i = 0; i < ManyFiles; i++)
            {
                files.Add(File.OpenRead(typeof(FenceTrial).Assembly.Location));
            }
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static void StartProcess()
    {
        using var process = Process.Start(Environment.ProcessPath!, "--version");
        process.Kill();
    }

    /// <summary>Without a connection: naming an address of the documentation's own block asks for a way there and sends nothing.</summary>
    private static void SendSomewhere()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 9));
    }

    /// <summary>Signal 0 only asks whether one could be sent.</summary>
    private static void SignalParent()
    {
        if (SendSignal(ParentId(), 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static partial int ParentId();
}
