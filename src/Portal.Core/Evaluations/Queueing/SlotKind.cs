using Portal.Core.Registry;

namespace Portal.Core.Evaluations.Queueing;

/// <summary>What an evaluation occupies on the machine that runs it.</summary>
public enum SlotKind
{
    /// <summary>Processor cores.</summary>
    Cores,

    /// <summary>The graphics processor, of which a machine has fewer than cores.</summary>
    Gpu,
}

/// <summary>Which evaluations compete for which slots: plain data in, verdict out.</summary>
public static class Slots
{
    /// <summary>The label by which a model asks for a graphics processor: <c>gpu</c>, or with a value, <c>gpu=h100</c>.</summary>
    public const string GpuLabel = "gpu";

    internal static IReadOnlyList<SlotKind> All { get; } = [SlotKind.Cores, SlotKind.Gpu];

    public static SlotKind KindOf(IReadOnlyList<string> labels) => HasGpu(labels) ? SlotKind.Gpu : SlotKind.Cores;

    public static bool HasGpu(IReadOnlyList<string> labels) => labels.Any(label => string.Equals(RunnerLabels.KeyOf(label), GpuLabel, StringComparison.OrdinalIgnoreCase));

    /// <summary>The kinds of which a machine has a slot left.</summary>
    /// <param name="running">What it runs at the moment.</param>
    public static IReadOnlyList<SlotKind> Free(IReadOnlyCollection<SlotKind> running, int cores, int gpus) =>
        [.. All.Where(kind => running.Count(one => one == kind) < (kind == SlotKind.Gpu ? gpus : cores))];
}
