using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Charges;
using Portal.Core.Placement;

namespace Portal.Web.Demo;

/// <summary>A demo tenant's money. Providers, prices and rates are invented, and say so; what pages show of them is computed.</summary>
/// <param name="Currency">In which the tenant looks at it.</param>
/// <param name="Allocation">Rules that say whose a charge is, as a person would enter them.</param>
/// <param name="Places">Where workloads could run.</param>
public sealed record DemoCostPlan(
    string Currency, IReadOnlyList<DemoRate> Rates, IReadOnlyList<DemoChargeSource> Sources, IReadOnlyList<AllocationRuleDraft> Allocation, IReadOnlyList<BudgetDraft> Budgets, IReadOnlyList<DemoPlace> Places,
    IReadOnlyList<DemoWorkload> Workloads);

public sealed record DemoPlace(string Name, PlaceTerms Terms);

public sealed record DemoWorkload(string Name, WorkloadDraft Draft);

/// <param name="DaysAgo">When it was published.</param>
public sealed record DemoRate(int DaysAgo, string From, decimal Rate);

/// <summary>A provider's bill: months of days, written as a FOCUS file and imported like any other.</summary>
/// <param name="Months">How many, this one among them.</param>
/// <param name="TaxShare">Added at the end of each month that is over.</param>
public sealed record DemoChargeSource(string Name, string Provider, string Currency, string Description, int Months, decimal TaxShare, IReadOnlyList<DemoChargeLine> Lines);

/// <summary>Something that is bought every day.</summary>
/// <param name="Sku">What exactly, such as "Chat large, output tokens".</param>
/// <param name="Unit">Of the quantity, in FOCUS words: Hours, Tokens, GB-Months, GB, Requests.</param>
/// <param name="Per">How many units a price is for: 1,000,000 for tokens.</param>
/// <param name="ADay">Quantity on a working day of the newest month.</param>
/// <param name="Weekend">What of it is bought on Saturdays and Sundays.</param>
/// <param name="Growth">A month: 0.06 for six percent more.</param>
/// <param name="Gpus">Accelerators in one of it.</param>
/// <param name="Committed">The share that is bought ahead, month by month, at 60 % of the price; a tenth of it stays unused.</param>
/// <param name="SpikeDaysAgo">A day on which something went wrong.</param>
/// <param name="Spike">How many times as much then.</param>
public sealed record DemoChargeLine(
    string Service, string Category, string Sku, string Resource, string Region, string Unit, decimal Per, decimal ListPrice, decimal Price, decimal ADay, decimal Weekend = 1, decimal Growth = 0, int Gpus = 0,
    decimal Committed = 0, int SpikeDaysAgo = 0, decimal Spike = 1)
{
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
