namespace Portal.Core.Monitoring.Observations;

/// <summary>Configuration section <c>Portal:Observations</c>.</summary>
public sealed record ObservationOptions
{
    /// <summary>Bytes of the largest batch.</summary>
    public long MaxBatchBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Rows of the largest batch, at most a million. While it is read, all of its values are held at once.</summary>
    public long MaxBatchRows { get; init; } = 200_000;

    /// <summary>Minutes that a sender's clock may be ahead.</summary>
    public int FutureMinutes { get; init; } = 15;

    /// <summary>Batches that are read and counted at the same time. 0 means half of the processors, at least one, so that pages keep the rest.</summary>
    public int Concurrency { get; init; }

    internal int Slots => Concurrency > 0 ? Concurrency : Math.Max(1, System.Environment.ProcessorCount / 2);
}
