namespace Portal.Scoring.Devices;

/// <summary>One GPU, as its driver describes it.</summary>
internal sealed record NvidiaDevice(string Name, long? MemoryBytes);

/// <summary>The driver of NVIDIA's devices, and the devices that it shows.</summary>
/// <param name="Version">Of the driver.</param>
/// <param name="Cuda">The newest version of CUDA that it speaks; empty where it does not say.</param>
/// <param name="Devices">In the driver's order.</param>
internal sealed record NvidiaDriver(string Version, string Cuda, IReadOnlyList<NvidiaDevice> Devices)
{
    private const string Proc = "/proc/driver/nvidia";

    /// <summary>Asks the driver's own library, and where that is missing the kernel; no process is started.</summary>
    /// <returns>Null without a driver or a device.</returns>
    public static NvidiaDriver? Find() => NvidiaManagement.Ask() ?? OfKernel(Proc);

    /// <summary>What the kernel's module tells: <c>version</c>, and <c>gpus/ADDRESS/information</c> for each device.</summary>
    public static NvidiaDriver? OfKernel(string folder)
    {
        var version = Path.Combine(folder, "version");
        var gpus = Path.Combine(folder, "gpus");
        if (!File.Exists(version) || !Directory.Exists(gpus))
        {
            return null;
        }

        var devices = Directory.GetDirectories(gpus).Order(StringComparer.Ordinal)
            .Select(gpu => Path.Combine(gpu, "information")).Where(File.Exists)
            .Select(file => File.ReadLines(file).FirstOrDefault(line => line.StartsWith("Model:", StringComparison.Ordinal)))
            .Select(line => new NvidiaDevice(line is null ? "NVIDIA GPU" : line["Model:".Length..].Trim(), null)).ToList();
        return devices.Count == 0 ? null : new NvidiaDriver(VersionIn(File.ReadLines(version).FirstOrDefault() ?? ""), "", devices);
    }

    /// <summary>The first word that is digits and dots: "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu …".</summary>
    private static string VersionIn(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .FirstOrDefault(word => word.Contains('.', StringComparison.Ordinal) && word.All(letter => char.IsAsciiDigit(letter) || letter == '.')) ?? "";
}
