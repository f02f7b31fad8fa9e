namespace Portal.Core.Costs.Economics;

/// <summary>Own machines, and what they cost month after month. Money in one currency.</summary>
/// <param name="Capex">What was paid for them.</param>
/// <param name="Residual">The share of it that they are still worth at the end of their life, 0 to 1.</param>
/// <param name="LifeMonths">Above 0.</param>
/// <param name="Kilowatts">Of the machines themselves, cooling not counted. The formula takes the same at every load; who measures less at night says so with a lower mean.</param>
/// <param name="Pue">Power usage effectiveness: power of the whole site over that of the machines, 1 and above.</param>
/// <param name="PricePerKilowattHour">Money.</param>
/// <param name="Space">Money a month.</param>
/// <param name="Operations">Money a month for the people who run it.</param>
/// <param name="SupportRate">The share of the capex that the maker's support costs in a year.</param>
public sealed record OwnedHardware(
    decimal Capex, decimal Residual, decimal LifeMonths, decimal Kilowatts, decimal Pue, decimal PricePerKilowattHour, decimal Space, decimal Operations, decimal SupportRate);
