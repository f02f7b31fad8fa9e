using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

public readonly record struct DeviceGroupId(Guid Value) : IRowId<DeviceGroupId>
{
    public static DeviceGroupId From(Guid value) => new(value);

    public static DeviceGroupId New() => new(Guid.CreateVersion7());

    public int CompareTo(DeviceGroupId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct DeviceId(Guid Value) : IRowId<DeviceId>
{
    public static DeviceId From(Guid value) => new(value);

    public static DeviceId New() => new(Guid.CreateVersion7());

    public int CompareTo(DeviceId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

/// <summary>Chosen by the device, so that a report that is sent again is known.</summary>
public readonly record struct DeviceReportId(Guid Value) : IRowId<DeviceReportId>
{
    public static DeviceReportId From(Guid value) => new(value);

    public static DeviceReportId New() => new(Guid.CreateVersion7());

    public int CompareTo(DeviceReportId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct FleetRolloutId(Guid Value) : IRowId<FleetRolloutId>
{
    public static FleetRolloutId From(Guid value) => new(value);

    public static FleetRolloutId New() => new(Guid.CreateVersion7());

    public int CompareTo(FleetRolloutId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
