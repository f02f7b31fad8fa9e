using Portal.Core.Costs.Currencies;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets.Stops;

/// <summary>To whom the cost of a coming request would be counted; null where nobody of the kind would carry it.</summary>
public sealed record StopSubject(TeamId? Team, ModelId? Model, EnvironmentId? Environment);

/// <summary>A budget with a hard stop, and what of it is spent at a moment.</summary>
/// <param name="From">The first day of the period of now.</param>
/// <param name="Until">The first day after it: then it begins anew.</param>
/// <param name="Billed">By charges; null for a budget of metered costs.</param>
/// <param name="Metered">By usage, seconds old.</param>
/// <param name="Apart">Amounts in currencies without a rate, which are not counted.</param>
public sealed record StopStanding(
    BudgetId Id, string Name, BudgetPeriod Period, DateOnly From, DateOnly Until, decimal Amount, string Currency, decimal? Billed, decimal Metered, IReadOnlyList<Money> Apart)
{
    /// <summary>Charges and usage describe the same money: the larger counts, they are never added.</summary>
    public decimal Spent => Billed is { } billed && billed > Metered ? billed : Metered;

    /// <summary>Below 0 where more was spent than the amount.</summary>
    public decimal Left => Amount - Spent;

    public bool Stops => BudgetRules.StopsNow(hardStop: true, Amount, Spent);
}
