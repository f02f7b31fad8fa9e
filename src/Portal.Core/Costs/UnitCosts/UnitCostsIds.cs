using Portal.Core.Storage;

namespace Portal.Core.Costs.UnitCosts;

public readonly record struct BusinessOutcomeId(Guid Value) : IRowId<BusinessOutcomeId>
{
    public static BusinessOutcomeId From(Guid value) => new(value);

    public static BusinessOutcomeId New() => new(Guid.CreateVersion7());

    public int CompareTo(BusinessOutcomeId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
