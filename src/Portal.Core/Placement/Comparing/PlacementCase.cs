using Portal.Core.Costs.Currencies;

namespace Portal.Core.Placement.Comparing;

/// <summary>Everything that a comparison is computed from, as plain data: kept with it, it gives the same result again.</summary>
/// <param name="Currency">Of all results.</param>
/// <param name="Day">Prices that begin later do not count, and exchange rates are of this month.</param>
/// <param name="AnnualRate">What money is worth less in a year, for the discounted break-even of what is owned.</param>
public sealed record PlacementCase(
    WorkloadTerms Workload, IReadOnlyList<PlaceFacts> Places, PlacementWeights Weights, string Currency, DateOnly Day, IReadOnlyList<DatedRate> Rates, decimal AnnualRate)
{
    /// <summary>The usual cost of capital where nobody says another.</summary>
    public const decimal UsualRate = 0.08m;
}
