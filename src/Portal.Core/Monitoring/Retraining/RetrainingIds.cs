using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Retraining;

public readonly record struct RetrainingRequestId(Guid Value) : IRowId<RetrainingRequestId>
{
    public static RetrainingRequestId From(Guid value) => new(value);

    public static RetrainingRequestId New() => new(Guid.CreateVersion7());

    public int CompareTo(RetrainingRequestId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
