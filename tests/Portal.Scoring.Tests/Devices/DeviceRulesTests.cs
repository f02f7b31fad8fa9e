using Portal.Scoring.Contract;
using Portal.Scoring.Devices;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Tests.Devices;

/// <summary>Which device scores, by what is asked for and what is there.</summary>
public sealed class DeviceRulesTests
{
    [Theory]
    [InlineData(DeviceKind.Auto, DeviceFallback.Refuse, "", DeviceKind.Cpu, null)]
    [InlineData(DeviceKind.Auto, DeviceFallback.Cpu, "Cuda", DeviceKind.Cuda, null)]
    [InlineData(DeviceKind.Auto, DeviceFallback.Refuse, "TensorRt", DeviceKind.Cpu, null)]
    [InlineData(DeviceKind.Cpu, DeviceFallback.Refuse, "Cuda TensorRt", DeviceKind.Cpu, null)]
    [InlineData(DeviceKind.Cuda, DeviceFallback.Refuse, "Cuda", DeviceKind.Cuda, null)]
    [InlineData(DeviceKind.Cuda, DeviceFallback.Cpu, "TensorRt", DeviceKind.Cpu, "CUDA was asked for and is not on this machine: it lacks Cuda. The processor scored instead, as the request allows.")]
    [InlineData(DeviceKind.TensorRt, DeviceFallback.Cpu, "Cuda TensorRt", DeviceKind.TensorRt, null)]
    [InlineData(DeviceKind.TensorRt, DeviceFallback.Cpu, "Cuda", DeviceKind.Cpu, "TensorRT was asked for and is not on this machine: it lacks TensorRt. The processor scored instead, as the request allows.")]
    public void Choose_WhatIsThereAndAllowed_SaysWhatStoodIn(DeviceKind asked, DeviceFallback fallback, string there, DeviceKind chosen, string? sentence)
    {
        var (kind, finding) = DeviceRules.Choose(new DeviceWish(asked, fallback), Lacks(there));

        Assert.Equal(chosen, kind);
        Assert.Equal(sentence, finding?.Sentence);
        Assert.Equal(sentence is null ? null : "device-fallback", finding?.Code);
    }

    [Theory]
    [InlineData(DeviceKind.Cuda, "TensorRt", "CUDA was asked for and is not on this machine: it lacks Cuda. Nothing was scored.")]
    [InlineData(DeviceKind.TensorRt, "Cuda", "TensorRT was asked for and is not on this machine: it lacks TensorRt. Nothing was scored.")]
    public void Choose_NotThereAndNothingMayStandIn_Refuses(DeviceKind asked, string there, string sentence)
    {
        var refusal = Assert.Throws<RefusedException>(() => DeviceRules.Choose(new DeviceWish(asked, DeviceFallback.Refuse), Lacks(there))).Failure;

        Assert.Equal((FailureKind.Refused, "device-missing"), (refusal.Kind, refusal.Code));
        Assert.StartsWith(sentence, refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains(DeviceRules.InstallCommand, refusal.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeviceKind.Auto, DeviceKind.Cuda)]
    [InlineData(DeviceKind.Cpu, DeviceKind.Cpu)]
    [InlineData(DeviceKind.TensorRt, DeviceKind.TensorRt)]
    public void Or_WhoAskedForNothing_GetsWhatTheMachinePrefers(DeviceKind asked, DeviceKind expected) =>
        Assert.Equal(expected, new DeviceWish(asked, DeviceFallback.Cpu).Or(new DeviceWish(DeviceKind.Cuda, DeviceFallback.Refuse)).Kind);

    private static Func<DeviceKind, string?> Lacks(string there) => kind => there.Split(' ').Contains(kind.ToString()) ? null : $"it lacks {kind}";
}
