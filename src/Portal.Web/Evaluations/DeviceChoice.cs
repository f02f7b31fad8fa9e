using Portal.Scoring.Contract;

namespace Portal.Web.Evaluations;

/// <summary>What a person may ask for when a version is evaluated again.</summary>
/// <param name="Value">As the select says it.</param>
/// <param name="Wish">Null for whatever the machine prefers.</param>
public sealed record DeviceChoice(string Value, string Text, DeviceWish? Wish)
{
    public static IReadOnlyList<DeviceChoice> All { get; } =
    [
        new("", "On any device", null),
        new("cpu", "On the CPU", new(DeviceKind.Cpu, DeviceFallback.Refuse)),
        new("cuda", "On CUDA or not at all", new(DeviceKind.Cuda, DeviceFallback.Refuse)),
        new("cuda-cpu", "On CUDA, else the CPU", new(DeviceKind.Cuda, DeviceFallback.Cpu)),
        new("tensorrt", "On TensorRT or not at all", new(DeviceKind.TensorRt, DeviceFallback.Refuse)),
        new("tensorrt-cpu", "On TensorRT, else the CPU", new(DeviceKind.TensorRt, DeviceFallback.Cpu)),
    ];

    /// <summary>Nothing asked for is nothing wished.</summary>
    public static DeviceWish? WishOf(string value) => All.FirstOrDefault(choice => choice.Value == value)?.Wish;
}
