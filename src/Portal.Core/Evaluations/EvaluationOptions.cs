using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Configuration section <c>Portal:Evaluations</c>: what one evaluation may use, and how many run beside each other.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Whether this node runs evaluations itself. Without it, runners on other machines do.</summary>
    public bool Local { get; init; } = true;

    /// <summary>What this node has for models that ask for labels, separated by commas: <c>gpu, device=h100</c>.</summary>
    public string Labels { get; init; } = "";

    /// <summary>Where this node stands. Empty means that models are evaluated here whatever regions they are allowed in: their files lie here already.</summary>
    public string Region { get; init; } = "";

    /// <summary>Evaluations that this node runs at the same time. 0 means half of the processors, at least two: one that takes long should not hold up all others.</summary>
    public int Concurrency { get; init; }

    /// <summary>Evaluations of models that ask for the label <c>gpu</c> which this node runs at the same time, beside the others. 0 means one where it has that label.</summary>
    public int GpuConcurrency { get; init; }

    /// <summary>Bytes of memory of one scoring process.</summary>
    public long MemoryBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Seconds from start to end of one scoring process.</summary>
    public int WallSeconds { get; init; } = 120;

    /// <summary>Seconds of processor time of one scoring process.</summary>
    public int CpuSeconds { get; init; } = 180;

    /// <summary>Rows of the largest dataset that is evaluated.</summary>
    public long RowLimit { get; init; } = 5_000_000;

    /// <summary>Rows that one evaluation scores beyond those of the dataset, to explain what the scores depend on. 0 explains nothing.</summary>
    public long ExplanationRows { get; init; } = 500_000;

    /// <summary>Seconds that this may take; a model that needs more has no explanation.</summary>
    public int ExplanationSeconds { get; init; } = 30;

    /// <summary>The longest that speed is measured by batch and threads, in milliseconds. 0 leaves it out.</summary>
    public int SpeedMilliseconds { get; init; } = 2000;

    /// <summary>Tries of an evaluation whose process or node died; what a model or dataset is refused for is never tried again.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Seconds that a runner on another machine keeps an evaluation without being heard of. A connection that is gone for a minute costs no work.</summary>
    public int RunnerLeaseSeconds { get; init; } = 90;

    /// <summary>What scores on this node where an evaluation asks for nothing.</summary>
    public DeviceKind Device { get; init; }

    /// <summary>What happens when that device is not there.</summary>
    public DeviceFallback DeviceFallback { get; init; }

    /// <summary>The class of the table of prices that this node is of. Empty: a processor is priced by the core, anything else not at all.</summary>
    public string HardwareClass { get; init; } = "";

    /// <summary>A file of an organisation's own prices of hardware. Empty means the table that comes with the portal.</summary>
    public string HardwarePrices { get; init; } = "";

    internal DeviceWish Wish => new(Device, DeviceFallback);

    internal RunnerOffer Offer => new(RunnerLabels.Normalize([.. RunnerLabels.Split(Labels), .. HardwareLabel]), Region.Length > 0 ? Region.Trim().ToLowerInvariant() : null, MemoryBytes: null) { IsPortal = true };

    private string[] HardwareLabel => HardwareClass.Trim().Length > 0 ? [$"{RunnerLabels.Hardware}={HardwareClass.Trim()}"] : [];

    internal int CoreSlots => Concurrency > 0 ? Concurrency : Math.Max(2, System.Environment.ProcessorCount / 2);

    internal int GpuSlots => !Slots.HasGpu(Offer.Labels) ? 0 : GpuConcurrency > 0 ? GpuConcurrency : 1;
}
