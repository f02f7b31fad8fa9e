using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Portal.Scoring.Devices;

/// <summary>The management library that comes with NVIDIA's driver. It is loaded by name at run time: most machines have none.</summary>
internal static unsafe class NvidiaManagement
{
    private const int Longest = 96;

    private static string Library => OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1";

    /// <returns>Null without the library, a working driver or a device.</returns>
    public static NvidiaDriver? Ask()
    {
        if (!NativeLibrary.TryLoad(Library, out var library))
        {
            return null;
        }

        try
        {
            return Call(library, "nvmlInit_v2") ? Read(library) : null;
        }
        finally
        {
            Call(library, "nvmlShutdown");
            NativeLibrary.Free(library);
        }
    }

    private static NvidiaDriver? Read(nint library)
    {
        uint count = 0;
        if (!Find(library, "nvmlDeviceGetCount_v2", out var counting) || ((delegate* unmanaged<uint*, int>)counting)(&count) != 0 || count == 0)
        {
            return null;
        }

        var devices = Enumerable.Range(0, (int)Math.Min(count, 64)).Select(index => Device(library, (uint)index)).OfType<NvidiaDevice>().ToList();
        return devices.Count == 0 ? null : new NvidiaDriver(DriverVersion(library), CudaVersion(library), devices);
    }

    private static NvidiaDevice? Device(nint library, uint index)
    {
        nint device = 0;
        if (!Find(library, "nvmlDeviceGetHandleByIndex_v2", out var handle) || ((delegate* unmanaged<uint, nint*, int>)handle)(index, &device) != 0)
        {
            return null;
        }

        var text = stackalloc byte[Longest];
        var name = Find(library, "nvmlDeviceGetName", out var naming) && ((delegate* unmanaged<nint, byte*, uint, int>)naming)(device, text, Longest) == 0 ? Text(text) : "NVIDIA GPU";
        var memory = default(MemoryInformation);
        var known = Find(library, "nvmlDeviceGetMemoryInfo", out var measuring) && ((delegate* unmanaged<nint, MemoryInformation*, int>)measuring)(device, &memory) == 0;
        return new NvidiaDevice(name, known ? (long)memory.Total : null);
    }

    private static string DriverVersion(nint library)
    {
        var text = stackalloc byte[Longest];
        return Find(library, "nvmlSystemGetDriverVersion", out var asking) && ((delegate* unmanaged<byte*, uint, int>)asking)(text, Longest) == 0 ? Text(text) : "";
    }

    /// <summary>The number 13020 is version 13.2.</summary>
    private static string CudaVersion(nint library)
    {
        var version = 0;
        return Find(library, "nvmlSystemGetCudaDriverVersion_v2", out var asking) && ((delegate* unmanaged<int*, int>)asking)(&version) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{version / 1000}.{version % 1000 / 10}")
            : "";
    }

    private static bool Call(nint library, string name) => Find(library, name, out var function) && ((delegate* unmanaged<int>)function)() == 0;

    private static bool Find(nint library, string name, out nint function) => NativeLibrary.TryGetExport(library, name, out function);

    private static string Text(byte* text)
    {
        var bytes = new ReadOnlySpan<byte>(text, Longest);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private struct MemoryInformation
    {
        public ulong Total;
        public ulong Free;
        public ulong Used;
    }
}
