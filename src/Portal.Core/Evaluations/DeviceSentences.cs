using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Which device ran an evaluation, in words.</summary>
public static class DeviceSentences
{
    /// <summary>"CPU: AMD EPYC, 1 of 2 cores used", "CUDA: NVIDIA A10G".</summary>
    public static string Short(ScoringDevice device) => device.Accelerator is { } gpu
        ? $"{device.Kind}: {gpu.Name}"
        : $"{device.Kind}: {device.Name}, {device.Threads} of {device.Cores} cores used";

    /// <summary>"It ran on the CPU: AMD EPYC, 1 thread.", and whether that is what was asked for.</summary>
    public static string Whole(ScoringDevice device)
    {
        var ran = device.Accelerator is { } gpu
            ? $"It ran on the GPU by {device.Kind}: {gpu.Name}{Memory(gpu)}."
            : $"It ran on the {device.Kind}: {device.Name}, {device.Threads} {(device.Threads == 1 ? "thread" : "threads")}.";
        return device.InsteadOf is { } wanted ? $"{ran} {wanted} was asked for and is not on that machine, so it fell back as the request allows." : ran;
    }

    /// <summary>What drives the GPU; null on a processor.</summary>
    public static string? Driver(ScoringDevice device) => device.Accelerator is not { } gpu
        ? null
        : string.Join(", ", new[] { gpu.Driver.Length > 0 ? $"driver {gpu.Driver}" : "", gpu.Cuda.Length > 0 ? $"CUDA {gpu.Cuda}" : "", gpu.Provider }.Where(part => part.Length > 0));

    private static string Memory(ScoringAccelerator gpu) =>
        gpu.MemoryBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $", {bytes / (1024.0 * 1024 * 1024):0} GiB") : "";
}
