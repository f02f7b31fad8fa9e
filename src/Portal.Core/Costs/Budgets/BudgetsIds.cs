using Portal.Core.Storage;

namespace Portal.Core.Costs.Budgets;

public readonly record struct BudgetId(Guid Value) : IRowId<BudgetId>
{
    public static BudgetId From(Guid value) => new(value);

    public static BudgetId New() => new(Guid.CreateVersion7());

    public int CompareTo(BudgetId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
