using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Devices;

/// <summary>Which device scores, by what is asked for and what is there. Pure.</summary>
internal static class DeviceRules
{
    public const string Missing = "device-missing";
    public const string StoodIn = "device-fallback";
    public const string Partly = "device-partial";

    /// <summary>What an operator runs to have the libraries.</summary>
    public const string InstallCommand = "src/OnnxRuntime/install-gpu.sh";

    /// <param name="wish">What is asked for.</param>
    /// <param name="lacks">What a device lacks here, in words; null when it is there. Asked for no device that cannot be chosen.</param>
    /// <returns>The device, and what has to be said about it.</returns>
    /// <exception cref="RefusedException">It is not there, and nothing may stand in.</exception>
    public static (DeviceKind Kind, ScoringFinding? Finding) Choose(DeviceWish wish, Func<DeviceKind, string?> lacks) => wish.Kind switch
    {
        DeviceKind.Cpu => (DeviceKind.Cpu, null),
        DeviceKind.Auto => (lacks(DeviceKind.Cuda) is null ? DeviceKind.Cuda : DeviceKind.Cpu, null),
        _ when lacks(wish.Kind) is null => (wish.Kind, null),
        _ when wish.Fallback == DeviceFallback.Cpu => (DeviceKind.Cpu, Fallback(wish.Kind, lacks(wish.Kind)!)),
        _ => throw new RefusedException(Missing, $"{wish.Kind.InWords()} was asked for and is not on this machine: {lacks(wish.Kind)}. Nothing was scored. {Cure}"),
    };

    /// <summary>Operators that the device has no kernel for ran on the processor.</summary>
    public static ScoringFinding Partial(DeviceKind kind) => new(
        Partly, $"{kind.InWords()} has no kernels for some or all of this model's operators; ONNX Runtime ran those on the processor.", 1);

    private static string Cure => $"Install the GPU libraries ({InstallCommand}) on a machine with an NVIDIA GPU, evaluate on a runner that has one, or allow the CPU to stand in.";

    private static ScoringFinding Fallback(DeviceKind kind, string lack) => new(
        StoodIn, $"{kind.InWords()} was asked for and is not on this machine: {lack}. The processor scored instead, as the request allows.", 1);
}
