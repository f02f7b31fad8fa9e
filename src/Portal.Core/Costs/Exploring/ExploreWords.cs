using Portal.Core.Costs.Sums;
using Portal.Core.Costs.UnitCosts;
using Portal.Core.Costs.Views;

namespace Portal.Core.Costs.Exploring;

/// <summary>What is measured: money in four views, what was consumed, or what one of something cost.</summary>
public enum ExploreMeasure
{
    Effective,
    Billed,
    List,
    Contracted,
    Tokens,
    Requests,
    GpuHours,
    PerThousandRequests,
    PerMillionTokens,
    PerGpuHour,
}

/// <summary>By what it is told apart.</summary>
public enum ExploreGroup
{
    Service,
    Provider,
    Sku,
    ServiceCategory,
    Region,

    /// <summary>Usage, purchases, tax, credits, adjustments, corrections.</summary>
    Category,
    Team,
    Model,
    Environment,

    /// <summary>The days, weeks or months of the time.</summary>
    Period,
}

/// <summary>How long the periods are.</summary>
public enum ExploreGrain
{
    Day,

    /// <summary>From a Monday on; the first and last may be shorter.</summary>
    Week,
    Month,
}

/// <summary>By which column rows are in order.</summary>
public enum ExploreOrder
{
    Total,
    Name,
    Before,
    Change,
}

public static class ExploreWords
{
    private const decimal Thousand = 1_000;

    public static bool IsMoney(this ExploreMeasure measure) => measure <= ExploreMeasure.Contracted;

    /// <summary>Whether it is money over a quantity: such figures have no sum.</summary>
    public static bool IsUnitCost(this ExploreMeasure measure) => measure >= ExploreMeasure.PerThousandRequests;

    /// <summary>Null where no money is part of it.</summary>
    public static CostMeasure? Money(this ExploreMeasure measure) => measure switch
    {
        ExploreMeasure.Billed => CostMeasure.Billed,
        ExploreMeasure.List => CostMeasure.List,
        ExploreMeasure.Contracted => CostMeasure.Contracted,
        ExploreMeasure.Tokens or ExploreMeasure.Requests or ExploreMeasure.GpuHours => null,
        _ => CostMeasure.Effective,
    };

    internal static decimal Count(this ExploreMeasure measure, CostAmounts counts) => measure switch
    {
        ExploreMeasure.Tokens => counts.Tokens,
        ExploreMeasure.Requests => counts.Requests,
        ExploreMeasure.GpuHours => counts.GpuHours,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    /// <summary>The unit of <see cref="UnitCostRules"/>, and how many of it are one of the measure.</summary>
    internal static (CostUnit Unit, decimal Times) Unit(this ExploreMeasure measure) => measure switch
    {
        ExploreMeasure.PerThousandRequests => (CostUnit.Request, Thousand),
        ExploreMeasure.PerMillionTokens => (CostUnit.MillionTokens, 1),
        ExploreMeasure.PerGpuHour => (CostUnit.GpuHour, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    /// <summary>Null for the period, which is no property of a cost.</summary>
    public static CostDimension? Dimension(this ExploreGroup group) => group switch
    {
        ExploreGroup.Service => CostDimension.Service,
        ExploreGroup.Provider => CostDimension.Provider,
        ExploreGroup.Sku => CostDimension.Sku,
        ExploreGroup.ServiceCategory => CostDimension.ServiceCategory,
        ExploreGroup.Region => CostDimension.Region,
        ExploreGroup.Category => CostDimension.Category,
        ExploreGroup.Team => CostDimension.Team,
        ExploreGroup.Model => CostDimension.Model,
        ExploreGroup.Environment => CostDimension.Environment,
        _ => null,
    };
}
