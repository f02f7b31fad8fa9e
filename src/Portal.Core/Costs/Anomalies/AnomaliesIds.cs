using Portal.Core.Storage;

namespace Portal.Core.Costs.Anomalies;

public readonly record struct CostAnomalyId(Guid Value) : IRowId<CostAnomalyId>
{
    public static CostAnomalyId From(Guid value) => new(value);

    public static CostAnomalyId New() => new(Guid.CreateVersion7());

    public int CompareTo(CostAnomalyId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
