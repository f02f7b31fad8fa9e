using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;

namespace Portal.Core.Costs.UnitCosts;

/// <summary>How long the periods of a trend are.</summary>
public enum UnitPeriod
{
    Month,

    /// <summary>From a Monday on.</summary>
    Week,
}

/// <param name="Scope">Whose money.</param>
/// <param name="DrivenBy">In what the change of costs is taken apart: tokens, requests or GPU-hours.</param>
/// <param name="To">The first day of the period whose change is explained; null for the newest one that is over.</param>
public sealed record UnitCostRequest(SpendScope Scope, UnitPeriod Period = UnitPeriod.Month, CostUnit DrivenBy = CostUnit.MillionTokens, DateOnly? To = null);

/// <param name="Total">All that it cost, taxes, credits and corrections too.</param>
/// <param name="IsOpen">Not over yet.</param>
/// <param name="Units">One for each unit, in order.</param>
public sealed record UnitCostPeriod(DateOnly Start, DateOnly Until, bool IsOpen, decimal Total, IReadOnlyList<UnitCost> Units);

/// <summary>One thing of a table of unit costs.</summary>
/// <param name="Before">In the period before; null where it is not known.</param>
public sealed record UnitCostLine(string Name, decimal Cost, decimal? Quantity, decimal? PerUnit, decimal? Before);

/// <param name="Workflow">Empty for none.</param>
/// <param name="Carriers">Whose costs stand against it, in words.</param>
public sealed record OutcomeCost(string Metric, string Workflow, string Carriers, decimal Quantity, decimal Cost, decimal? PerOutcome, decimal? Before);

/// <param name="Periods">The newest last.</param>
/// <param name="Explained">The period whose tables and change are shown.</param>
/// <param name="Models">What a request of each model cost.</param>
/// <param name="Skus">What a million tokens of each SKU cost.</param>
/// <param name="Apart">Amounts in currencies without a rate, which are in no figure.</param>
public sealed record UnitCostView(
    string Currency, IReadOnlyList<UnitCostPeriod> Periods, UnitCostPeriod Explained, UnitCostPeriod ExplainedBefore, CostUnit DrivenBy, PriceVolumeMix Drivers, IReadOnlyList<UnitCostLine> Models,
    IReadOnlyList<UnitCostLine> Skus, IReadOnlyList<OutcomeCost> Outcomes, IReadOnlyList<Money> Apart, Refusal? Missing)
{
    public bool IsEmpty => Periods.All(period => period.Total == 0 && period.Units.All(unit => unit.Quantity is null));
}
