namespace Portal.Core.Monitoring.Monitors;

/// <summary>A span of production that is judged as one. Both ends are full hours of UTC, because counters are kept by them.</summary>
/// <param name="To">Exclusive.</param>
public readonly record struct MonitorWindow(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;

    public bool IsCompleteAt(DateTimeOffset now) => To <= now;
}
