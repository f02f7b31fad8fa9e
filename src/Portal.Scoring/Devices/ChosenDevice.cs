using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Running;

namespace Portal.Scoring.Devices;

/// <summary>The device that scores, chosen before anything untrusted is read.</summary>
internal sealed class ChosenDevice
{
    private readonly ExecutionProviders? _providers;
    private readonly DeviceWish _wish;

    private ChosenDevice(DeviceKind kind, DeviceWish wish, ScoringFinding? finding, ExecutionProviders? providers) =>
        (Kind, _wish, Finding, _providers) = (kind, wish, finding, providers);

    /// <summary>The processor, without looking for anything else.</summary>
    public static ChosenDevice Processor { get; } = new(DeviceKind.Cpu, new DeviceWish(DeviceKind.Cpu, DeviceFallback.Cpu), null, null);

    /// <summary>Never <see cref="DeviceKind.Auto"/>.</summary>
    public DeviceKind Kind { get; }

    public bool IsProcessor => Kind == DeviceKind.Cpu;

    /// <summary>That the processor stood in.</summary>
    public ScoringFinding? Finding { get; }

    /// <exception cref="RefusedException">The device is not there, and nothing may stand in for it.</exception>
    public static ChosenDevice Choose(DeviceWish wish)
    {
        var providers = new ExecutionProviders(ExecutionProviders.LibraryFolder, NvidiaDriver.Find);
        var (kind, finding) = DeviceRules.Choose(wish, providers.Lacks);
        return new ChosenDevice(kind, wish, finding, kind == DeviceKind.Cpu ? null : providers);
    }

    public void AddTo(SessionOptions options, long memoryBytes) => _providers?.AddTo(options, Kind, memoryBytes);

    /// <summary>What evidence says of it.</summary>
    public ScoringDevice Describe(int threads) => ThisMachine.Device(threads) with
    {
        Kind = Kind.InWords(),
        Accelerator = _providers?.Describe(Kind),
        InsteadOf = Finding is null ? null : _wish.Kind.InWords(),
    };
}
