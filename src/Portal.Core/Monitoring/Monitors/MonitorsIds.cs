using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

public readonly record struct MonitorId(Guid Value) : IRowId<MonitorId>
{
    public static MonitorId From(Guid value) => new(value);

    public static MonitorId New() => new(Guid.CreateVersion7());

    public int CompareTo(MonitorId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct MonitorRunId(Guid Value) : IRowId<MonitorRunId>
{
    public static MonitorRunId From(Guid value) => new(value);

    public static MonitorRunId New() => new(Guid.CreateVersion7());

    public int CompareTo(MonitorRunId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
