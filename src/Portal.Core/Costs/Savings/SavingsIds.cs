using Portal.Core.Storage;

namespace Portal.Core.Costs.Savings;

public readonly record struct FoundSavingId(Guid Value) : IRowId<FoundSavingId>
{
    public static FoundSavingId From(Guid value) => new(value);

    public static FoundSavingId New() => new(Guid.CreateVersion7());

    public int CompareTo(FoundSavingId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
