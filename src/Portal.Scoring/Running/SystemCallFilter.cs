using System.Runtime.InteropServices;

namespace Portal.Scoring.Running;

/// <summary>What this process may no longer ask of Linux: new processes, other programs, sockets of any kind, and anything that reaches
/// into another process. Whatever native code a model finds its way into is refused the same.</summary>
/// <remarks>A limit on the number of processes (RLIMIT_NPROC) would not do: it counts a user's processes rather than this one's
/// children, and does not bind root. Seccomp's filter needs no right, holds for all threads, and cannot be taken off.</remarks>
internal static partial class SystemCallFilter
{
    private const int NoNewPrivileges = 38;
    private const nint SetModeFilter = 1;
    private const nint AllThreads = 1;

    /// <returns>Whether it holds from now on.</returns>
    public static bool Apply()
    {
        if (!OperatingSystem.IsLinux() || SystemCallNumbers.Here() is not { } numbers)
        {
            return false;
        }

        var program = SystemCallProgram.Make(numbers, Environment.ProcessId);
        if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0)
        {
            return false;
        }

        unsafe
        {
            fixed (SystemCallProgram.Instruction* first = program)
            {
                var description = new Program { Length = (ushort)program.Length, First = first };
                return Call(numbers.Seccomp, SetModeFilter, AllThreads, &description) == 0;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static unsafe partial nint Call(nint number, nint operation, nint flags, Program* program);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Program
    {
        public ushort Length;
        public SystemCallProgram.Instruction* First;
    }
}
