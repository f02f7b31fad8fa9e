namespace Portal.Core.Evaluations;

/// <summary>Configuration section <c>Portal:Evaluations</c>: what one evaluation may use, and how many run beside each other.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Evaluations that this node runs at the same time. 0 means half of the processors, at least two: one that takes long should not hold up all others.</summary>
    public int Concurrency { get; init; }

    /// <summary>Bytes of memory of one scoring process.</summary>
    public long MemoryBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Seconds from start to end of one scoring process.</summary>
    public int WallSeconds { get; init; } = 120;

    /// <summary>Seconds of processor time of one scoring process.</summary>
    public int CpuSeconds { get; init; } = 180;

    /// <summary>Rows of the largest dataset that is evaluated.</summary>
    public long RowLimit { get; init; } = 5_000_000;

    /// <summary>Tries of an evaluation whose process or node died; what a model or dataset is refused for is never tried again.</summary>
    public int MaxAttempts { get; init; } = 3;

    internal int Slots => Concurrency > 0 ? Concurrency : Math.Max(2, System.Environment.ProcessorCount / 2);
}
