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
    private const int OpenFiles = 256;

    /// <param name="limits">What the process may use.</param>
    /// <param name="withMemory">False where a GPU scores: its driver maps far more writable memory than is ever touched, so that the
    /// limit would stop it at its start. Then the portal's look at the resident memory is the fence.</param>
    /// <returns>Which limits the operating system enforces from now on.</returns>
    public static (bool Memory, bool Processor) Apply(ScoringLimits limits, bool withMemory)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return (false, false);
        }

        Set(CoreFile, 0, 0);
        Set(OperatingSystem.IsLinux() ? 7 : 8, OpenFiles, OpenFiles);
        Set(FileSize, (ulong)limits.FileBytes, (ulong)limits.FileBytes);
        var processor = Set(Processor, (ulong)limits.CpuSeconds, (ulong)limits.CpuSeconds + 2);

        // Private writable pages. Not the address space: the garbage collector reserves far more of that than it uses.
        var memory = withMemory && Set(Data, (ulong)limits.MemoryBytes, (ulong)limits.MemoryBytes) && OperatingSystem.IsLinux();
        return (memory, processor);
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
