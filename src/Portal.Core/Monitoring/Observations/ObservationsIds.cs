using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations;

public readonly record struct BaselineId(Guid Value) : IRowId<BaselineId>
{
    public static BaselineId From(Guid value) => new(value);

    public static BaselineId New() => new(Guid.CreateVersion7());

    public int CompareTo(BaselineId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ObservationBatchId(Guid Value) : IRowId<ObservationBatchId>
{
    public static ObservationBatchId From(Guid value) => new(value);

    public static ObservationBatchId New() => new(Guid.CreateVersion7());

    public int CompareTo(ObservationBatchId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
