using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

public readonly record struct ChargeSourceId(Guid Value) : IRowId<ChargeSourceId>
{
    public static ChargeSourceId From(Guid value) => new(value);

    public static ChargeSourceId New() => new(Guid.CreateVersion7());

    public int CompareTo(ChargeSourceId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ChargeImportId(Guid Value) : IRowId<ChargeImportId>
{
    public static ChargeImportId From(Guid value) => new(value);

    public static ChargeImportId New() => new(Guid.CreateVersion7());

    public int CompareTo(ChargeImportId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct AllocationRuleId(Guid Value) : IRowId<AllocationRuleId>
{
    public static AllocationRuleId From(Guid value) => new(value);

    public static AllocationRuleId New() => new(Guid.CreateVersion7());

    public int CompareTo(AllocationRuleId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
