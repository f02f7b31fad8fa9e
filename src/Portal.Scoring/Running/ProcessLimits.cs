using System.Runtime.InteropServices;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Running;

/// <summary>Limits that this process sets on itself before it touches anything untrusted; they can be lowered, never raised again.</summary>
internal static partial class ProcessLimits
{
    private const int Processor = 0;
    private const int FileSize = 1;
    private const int Data = 2;
    private const int CoreFile = 4;
    public const int OpenFiles = 256;

    /// <param name="limits">What this process may use.</param>
    /// <param name="withMemory">False where a GPU scores: its driver maps far more writable memory than is ever touched, so that the
    /// limit would stop it at its start. Then the portal's look at the resident memory is the fence.</param>
    /// <param name="withoutNetwork">It was started without one already.</param>
    /// <returns>Which limits the operating system enforces from now on.</returns>
    public static ScoringIsolation Apply(ScoringLimits limits, bool withMemory, bool withoutNetwork)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return new ScoringIsolation(withoutNetwork, Memory: false, Processor: false);
        }

        Set(CoreFile, 0, 0);
        Set(OperatingSystem.IsLinux() ? 7 : 8, OpenFiles, OpenFiles);
        Set(FileSize, (ulong)limits.FileBytes, (ulong)limits.FileBytes);
        var processor = Set(Processor, (ulong)limits.CpuSeconds, (ulong)limits.CpuSeconds + 2);

        // Private writable pages. Not the address space: the garbage collector reserves far more of that than it uses.
        var memory = withMemory && Set(Data, (ulong)limits.MemoryBytes, (ulong)limits.MemoryBytes) && OperatingSystem.IsLinux();
        DieFirst();
        var filtered = SystemCallFilter.Apply();
        return new ScoringIsolation(withoutNetwork || filtered, memory, processor, filtered);
    }

    /// <summary>Where memory runs out although each process keeps its limit, Linux ends this one rather than the portal.</summary>
    private static void DieFirst()
    {
        const string Adjustment = "/proc/self/oom_score_adj";
        try
        {
            if (File.Exists(Adjustment))
            {
                File.WriteAllText(Adjustment, "1000");
            }
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // A container may keep its own order.
        }
    }

    private static bool Set(int resource, ulong soft, ulong hard)
    {
        var limit = new Limit { Soft = (nuint)soft, Hard = (nuint)hard };
        return SetLimit(resource, in limit) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
