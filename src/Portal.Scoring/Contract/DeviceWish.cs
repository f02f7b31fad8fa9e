namespace Portal.Scoring.Contract;

/// <summary>What can run a model.</summary>
public enum DeviceKind
{
    /// <summary>CUDA where it is installed and there is a device for it, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by ONNX Runtime's own kernels.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU, by TensorRT, with CUDA for what that lacks.</summary>
    TensorRt,
}

/// <summary>What happens when the device that was asked for is not there.</summary>
public enum DeviceFallback
{
    /// <summary>Nothing is scored, and it is said what is missing.</summary>
    Refuse,

    /// <summary>The processor scores, and the report says that it stood in.</summary>
    Cpu,
}

/// <summary>Which device is asked for, and what happens without it.</summary>
/// <param name="Kind">The device.</param>
/// <param name="Fallback">What happens when it is not there.</param>
public sealed record DeviceWish(DeviceKind Kind, DeviceFallback Fallback)
{
    /// <summary>Whatever the machine prefers.</summary>
    public static DeviceWish Any { get; } = new(DeviceKind.Auto, DeviceFallback.Cpu);

    /// <summary>This wish, or the machine's own where nobody wished for anything.</summary>
    /// <param name="machine">How the machine is set.</param>
    /// <returns>The wish that holds.</returns>
    public DeviceWish Or(DeviceWish machine) => Kind == DeviceKind.Auto ? machine : this;
}

/// <summary>Devices as people write them.</summary>
public static class DeviceWords
{
    /// <summary>"CPU", "CUDA", "TensorRT".</summary>
    /// <param name="kind">The device.</param>
    /// <returns>Its name.</returns>
    public static string InWords(this DeviceKind kind) => kind switch
    {
        DeviceKind.Auto => "any device",
        DeviceKind.Cpu => "CPU",
        DeviceKind.Cuda => "CUDA",
        DeviceKind.TensorRt => "TensorRT",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
