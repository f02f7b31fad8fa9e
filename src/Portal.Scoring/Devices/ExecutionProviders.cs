using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Scoring.Devices;

/// <summary>
/// The execution providers that can really be had here: from the libraries in the folder <c>gpu</c> beside the program, with a driver and
/// a device. Only what was loaded counts, not what is said to be supported.
/// </summary>
/// <param name="folder">Where the libraries lie.</param>
/// <param name="findDriver">Looks for the driver; asked when a device is wanted.</param>
internal sealed class ExecutionProviders(string folder, Func<NvidiaDriver?> findDriver)
{
    private readonly Dictionary<DeviceKind, string?> _lacks = [];
    private readonly Dictionary<DeviceKind, IReadOnlyList<OrtEpDevice>> _devices = [];
    private readonly Lazy<NvidiaDriver?> _driver = new(findDriver);

    /// <summary>Where the GPU libraries lie: nowhere else is looked, so that nobody but the installer decides what is loaded.</summary>
    public static string LibraryFolder => Path.Combine(AppContext.BaseDirectory, "gpu");

    /// <summary>What is missing for a device, in words; null when it can be used. Found out once.</summary>
    public string? Lacks(DeviceKind kind)
    {
        if (!_lacks.TryGetValue(kind, out var lack))
        {
            _lacks[kind] = lack = FindOut(kind);
        }

        return lack;
    }

    /// <summary>Puts a device that lacks nothing before the processor.</summary>
    public void AddTo(SessionOptions options, DeviceKind kind, long memoryBytes)
    {
        if (kind == DeviceKind.TensorRt)
        {
            Add(options, kind, new() { ["trt_max_workspace_size"] = Text(memoryBytes) });
        }

        // TensorRT leaves to CUDA what it lacks, where that can be loaded.
        if (kind == DeviceKind.Cuda || Lacks(DeviceKind.Cuda) is null)
        {
            // Full precision, kernels chosen without trying them out, and no more memory of the device than one evaluation may use.
            Add(options, DeviceKind.Cuda, new()
            {
                ["gpu_mem_limit"] = Text(memoryBytes),
                ["arena_extend_strategy"] = "kSameAsRequested",
                ["use_tf32"] = "0",
                ["cudnn_conv_algo_search"] = "DEFAULT",
            });
        }
    }

    /// <summary>What evidence says of the device.</summary>
    public ScoringAccelerator Describe(DeviceKind kind)
    {
        var provider = _devices.TryGetValue(kind, out var devices) && devices.Count > 0 && devices[0].EpMetadata.Entries.TryGetValue("version", out var version)
            ? $"{Name(kind)} {version}"
            : $"{Name(kind)} of ONNX Runtime {OrtEnv.Instance().GetVersionString()}";
        return _driver.Value is { } driver
            ? new ScoringAccelerator(driver.Devices[0].Name, driver.Devices[0].MemoryBytes, driver.Version, driver.Cuda, provider)
            : new ScoringAccelerator("NVIDIA GPU", null, "", "", provider);
    }

    private string? FindOut(DeviceKind kind)
    {
        var library = Path.Combine(folder, FileName(kind));
        return (File.Exists(library), _driver.Value) switch
        {
            (false, null) => $"the {kind.InWords()} libraries of ONNX Runtime are not installed, and no NVIDIA GPU with a driver was found",
            (false, _) => $"the {kind.InWords()} libraries of ONNX Runtime are not installed",
            (true, null) => "no NVIDIA GPU with a driver was found",
            _ => Register(kind, library),
        };
    }

    private string? Register(DeviceKind kind, string library)
    {
        try
        {
            OrtEnv.Instance().RegisterExecutionProviderLibrary(Name(kind), library);
        }
        catch (OnnxRuntimeException broken)
        {
            return $"its library cannot be loaded ({ErrorText.Clean(broken.Message).TrimEnd('.')})";
        }

        // The order of the driver is that of CUDA; more than one device would only be used by a model that was split among them.
        _devices[kind] = [.. OrtEnv.Instance().GetEpDevices().Where(device => device.HardwareDevice.Type == OrtHardwareDeviceType.GPU && device.EpName.Contains(Family(kind), StringComparison.OrdinalIgnoreCase)).Take(1)];
        return _devices[kind].Count == 0 ? "ONNX Runtime finds no device that it can use" : null;
    }

    private void Add(SessionOptions options, DeviceKind kind, Dictionary<string, string> settings) =>
        options.AppendExecutionProvider(OrtEnv.Instance(), _devices[kind], settings);

    private static string Name(DeviceKind kind) => kind == DeviceKind.TensorRt ? "TensorrtExecutionProvider" : "CUDAExecutionProvider";

    private static string Family(DeviceKind kind) => kind == DeviceKind.TensorRt ? "tensorrt" : "cuda";

    private static string FileName(DeviceKind kind) => OperatingSystem.IsWindows() ? $"onnxruntime_providers_{Family(kind)}.dll" : $"libonnxruntime_providers_{Family(kind)}.so";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
