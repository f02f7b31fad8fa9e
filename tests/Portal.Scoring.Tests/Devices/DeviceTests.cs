using Portal.Scoring.Contract;
using Portal.Scoring.Devices;

namespace Portal.Scoring.Tests.Devices;

/// <summary>Devices with the real process. No GPU library is ever beside these tests, so a GPU is missing here on every machine.</summary>
public sealed class DeviceTests : IDisposable
{
    private static readonly NvidiaDriver s_driver = new("580.65", "13.0", [new NvidiaDevice("a GPU", 24L << 30)]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("devices-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(DeviceKind.Cuda, "CUDA")]
    [InlineData(DeviceKind.TensorRt, "TensorRT")]
    public async Task Score_DeviceThatIsNotThere_IsRefusedWithWhatIsMissing(DeviceKind kind, string word)
    {
        var answer = await new ScoringProcess().ScoreAsync(Spec(new DeviceWish(kind, DeviceFallback.Refuse)), onProgress: null, TestContext.Current.CancellationToken);

        Assert.Null(answer.Value);
        Assert.Equal((FailureKind.Refused, "device-missing"), (answer.Failure!.Kind, answer.Failure.Code));
        Assert.StartsWith($"{word} was asked for and is not on this machine: the {word} libraries of ONNX Runtime are not installed", answer.Failure.Sentence, StringComparison.Ordinal);
        Assert.Contains("src/OnnxRuntime/install-gpu.sh", answer.Failure.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeviceKind.Cuda, "CUDA")]
    [InlineData(DeviceKind.TensorRt, "TensorRT")]
    public async Task Score_ProcessorMayStandIn_GivesTheProcessorsScoresAndSaysSo(DeviceKind kind, string word)
    {
        var processor = await Samples.ScoreAsync(Spec(new DeviceWish(DeviceKind.Cpu, DeviceFallback.Refuse)));

        var scored = await Samples.ScoreAsync(Spec(new DeviceWish(kind, DeviceFallback.Cpu)));

        Assert.Equal(processor.Report.ScoresSha256, scored.Report.ScoresSha256);
        Assert.Equal(("CPU", word), (scored.Report.Device.Kind, scored.Report.Device.InsteadOf));
        Assert.Null(scored.Report.Device.Accelerator);
        Assert.Contains(scored.Report.Findings, finding => finding.Code == "device-fallback" && finding.Sentence.Contains($"{word} was asked for", StringComparison.Ordinal));
        Assert.Equal(processor.Report.Isolation, scored.Report.Isolation);
    }

    [Theory]
    [InlineData(DeviceKind.Auto)]
    [InlineData(DeviceKind.Cpu)]
    public async Task Score_NobodyAskedForAGpu_SaysNothingOfOne(DeviceKind kind)
    {
        var scored = await Samples.ScoreAsync(Spec(new DeviceWish(kind, DeviceFallback.Refuse)));

        Assert.Equal("CPU", scored.Report.Device.Kind);
        Assert.Null(scored.Report.Device.InsteadOf);
        Assert.DoesNotContain(scored.Report.Findings, finding => finding.Code.StartsWith("device", StringComparison.Ordinal));
    }

    [Fact]
    public void Lacks_LibraryThatCannotBeLoaded_SaysSoWithoutPaths()
    {
        var name = OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
        File.WriteAllText(Path.Combine(_folder.FullName, name), "no library");

        var lack = new ExecutionProviders(_folder.FullName, () => s_driver).Lacks(DeviceKind.Cuda);

        Assert.StartsWith("its library cannot be loaded (", lack, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.FullName, lack, StringComparison.Ordinal);
    }

    [Fact]
    public void Lacks_LibraryWithoutADriver_NamesTheDriver()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, OperatingSystem.IsWindows() ? "onnxruntime_providers_tensorrt.dll" : "libonnxruntime_providers_tensorrt.so"), "");

        Assert.Equal("no NVIDIA GPU with a driver was found", new ExecutionProviders(_folder.FullName, () => null).Lacks(DeviceKind.TensorRt));
    }

    [Fact]
    public void OfKernel_WhatItsFilesSay_IsDriverAndDevices()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "version"), "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.65.06  Sun Jul 27 07:00:22 UTC 2025\nGCC version: gcc 12\n");
        foreach (var (address, model) in new[] { ("0000:01:00.0", "NVIDIA A10G"), ("0000:02:00.0", "NVIDIA L4") })
        {
            var gpu = _folder.CreateSubdirectory(Path.Combine("gpus", address));
            File.WriteAllText(Path.Combine(gpu.FullName, "information"), $"Model: \t\t {model}\nIRQ:   \t\t 41\n");
        }

        var driver = NvidiaDriver.OfKernel(_folder.FullName)!;

        Assert.Equal(("580.65.06", ""), (driver.Version, driver.Cuda));
        Assert.Equal(["NVIDIA A10G", "NVIDIA L4"], driver.Devices.Select(device => device.Name));
    }

    [Fact]
    public void OfKernel_NoDriver_IsNull() => Assert.Null(NvidiaDriver.OfKernel(Path.Combine(_folder.FullName, "nothing")));

    private static ScoringSpec Spec(DeviceWish device) => Samples.Spec(Samples.Model("mortgage", "mortgage-mlp-v5"), Samples.Mortgage) with { Device = device, SpeedMilliseconds = 0 };
}
