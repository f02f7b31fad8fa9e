namespace Portal.Core.Monitoring.Monitors;

/// <summary>Configuration section <c>Portal:Monitors</c>: how many runs go on beside each other, and how long one may take.</summary>
public sealed record MonitorOptions
{
    /// <summary>Whether this node measures windows itself. Without it, other nodes do.</summary>
    public bool Local { get; init; } = true;

    /// <summary>Runs that this node has at the same time. 0 means half of the processors, at least one: pages need the rest.</summary>
    public int Concurrency { get; init; }

    /// <summary>Seconds that one run may take.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>Tries of a run that broke or whose node died.</summary>
    public int MaxAttempts { get; init; } = 3;

    internal int Slots => Concurrency > 0 ? Concurrency : Math.Max(1, System.Environment.ProcessorCount / 2);
}
