using System.Runtime.InteropServices;

namespace Portal.Scoring.Running;

/// <summary>Numbers of Linux system calls, which differ between processors.</summary>
/// <param name="Mark">How the kernel marks calls of this kind (AUDIT_ARCH).</param>
/// <param name="Seccomp">seccomp.</param>
/// <param name="Thread">clone: makes threads, and processes.</param>
/// <param name="Thread3">clone3: the same, with its flags where a filter cannot read them.</param>
/// <param name="Signal">kill and tgkill.</param>
/// <param name="Forbidden">What a model's process has no use for.</param>
internal sealed record SystemCallNumbers(uint Mark, int Seccomp, uint Thread, uint Thread3, uint[] Signal, uint[] Forbidden)
{
    private static readonly SystemCallNumbers s_x64 = new(
        0xC000003E, 317, 56, 435, [62, 234],
        [
            57, 58, 59, 322, // fork, vfork, execve, execveat
            41, 53, 425, // socket, socketpair, io_uring_setup
            101, 310, 311, 434, 438, // ptrace, process_vm_readv, process_vm_writev, pidfd_open, pidfd_getfd
            200, 129, 297, 424, // tkill, rt_sigqueueinfo, rt_tgsigqueueinfo, pidfd_send_signal
            272, 308, 165, 321, 250, // unshare, setns, mount, bpf, keyctl
        ]);

    private static readonly SystemCallNumbers s_arm64 = new(
        0xC00000B7, 277, 220, 435, [129, 131],
        [
            221, 281, // execve, execveat
            198, 199, 425, // socket, socketpair, io_uring_setup
            117, 270, 271, 434, 438, // ptrace, process_vm_readv, process_vm_writev, pidfd_open, pidfd_getfd
            130, 138, 240, 424, // tkill, rt_sigqueueinfo, rt_tgsigqueueinfo, pidfd_send_signal
            97, 268, 40, 280, 219, // unshare, setns, mount, bpf, keyctl
        ]);

    /// <summary>Of this processor; <see langword="null"/> where they are not known.</summary>
    public static SystemCallNumbers? Here() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => s_x64,
        Architecture.Arm64 => s_arm64,
        _ => null,
    };
}
