using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Incidents;

public readonly record struct FindingId(Guid Value) : IRowId<FindingId>
{
    public static FindingId From(Guid value) => new(value);

    public static FindingId New() => new(Guid.CreateVersion7());

    public int CompareTo(FindingId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct IncidentId(Guid Value) : IRowId<IncidentId>
{
    public static IncidentId From(Guid value) => new(value);

    public static IncidentId New() => new(Guid.CreateVersion7());

    public int CompareTo(IncidentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct IncidentEventId(Guid Value) : IRowId<IncidentEventId>
{
    public static IncidentEventId From(Guid value) => new(value);

    public static IncidentEventId New() => new(Guid.CreateVersion7());

    public int CompareTo(IncidentEventId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
