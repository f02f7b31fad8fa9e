using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Placement;

namespace Portal.Web.Demo;

/// <summary>A demo tenant's money. Providers, prices and rates are invented, and say so; what pages show of them is computed.</summary>
/// <param name="Currency">In which the tenant looks at it.</param>
/// <param name="Allocation">Rules that say whose a charge is, as a person would enter them.</param>
/// <param name="Places">Where workloads could run.</param>
public sealed record DemoCostPlan(
    string Currency, IReadOnlyList<DemoRate> Rates, IReadOnlyList<DemoChargeSource> Sources, IReadOnlyList<AllocationRuleDraft> Allocation, IReadOnlyList<BudgetDraft> Budgets, IReadOnlyList<DemoPlace> Places,
    IReadOnlyList<DemoWorkload> Workloads)
{
    /// <summary>The price book, from <see cref="PricedDays"/> days ago on.</summary>
    public IReadOnlyList<DemoPrice> Prices { get; init; } = [];

    public int PricedDays { get; init; } = 60;

    /// <summary>What savings assume; null for what every tenant begins with.</summary>
    public SavingAssumptions? Assumptions { get; init; }

    /// <summary>Services that report their requests one by one.</summary>
    public IReadOnlyList<DemoUsage> Usage { get; init; } = [];

    public IReadOnlyList<DemoCard> Cards { get; init; } = [];
}

public sealed record DemoPrice(string Provider, string Model, PriceUnit Unit, decimal Amount, string Currency, string Source);

/// <summary>A service that asks a provider's model and reports each request.</summary>
/// <param name="Days">That it has run.</param>
/// <param name="ADay">Requests on a working day.</param>
/// <param name="Weekend">What of it comes on Saturdays and Sundays.</param>
/// <param name="SimpleShare">Requests that are short and need no reasoning.</param>
/// <param name="RepeatedShare">Requests that ask one of the known questions.</param>
/// <param name="KnownQuestions">How many there are.</param>
/// <param name="LostDaysAgo">A day on which the service reported only a part.</param>
/// <param name="LostShare">What was billed and not reported on it.</param>
public sealed record DemoUsage(
    string Source, string Provider, string Model, string Team, string Region, int Days, int ADay, decimal Weekend, decimal SimpleShare, decimal RepeatedShare, int KnownQuestions, int LostDaysAgo, decimal LostShare);

/// <summary>The tokens of a request that a bill tells apart.</summary>
public enum DemoTokens
{
    Input,
    CacheRead,
    Output,
}

/// <summary>An accelerator that says how much of its memory is in use.</summary>
/// <param name="Memory">Gigabytes that it has.</param>
/// <param name="Peak">Gigabytes in use on its worst day.</param>
/// <param name="Busy">The share of time in which it works.</param>
public sealed record DemoCard(string Source, string Class, string Model, string? Environment, int Days, decimal Memory, decimal Peak, decimal Busy);

public sealed record DemoPlace(string Name, PlaceTerms Terms);

public sealed record DemoWorkload(string Name, WorkloadDraft Draft);

/// <param name="DaysAgo">When it was published.</param>
public sealed record DemoRate(int DaysAgo, string From, decimal Rate);

/// <summary>A provider's bill: months of days, written as a FOCUS file and imported like any other.</summary>
/// <param name="Months">How many, this one among them.</param>
/// <param name="TaxShare">Added at the end of each month that is over.</param>
/// <param name="Bills">The service whose requests it bills; null for none.</param>
public sealed record DemoChargeSource(string Name, string Provider, string Currency, string Description, int Months, decimal TaxShare, IReadOnlyList<DemoChargeLine> Lines, string? Bills = null);

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
    /// <summary>The bill of these tokens of the source's service; null for a line that is told by its quantity.</summary>
    public DemoTokens? Metered { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
