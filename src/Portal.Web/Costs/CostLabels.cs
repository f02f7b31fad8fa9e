using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Web.Shell;

namespace Portal.Web.Costs;

/// <summary>The words of costs on pages.</summary>
public static class CostLabels
{
    public static IReadOnlyList<(string Value, string Text)> Dimensions { get; } = [.. Enum.GetValues<CostDimension>().Select(dimension => (dimension.ToString(), Word(dimension)))];

    public static IReadOnlyList<(string Value, string Text)> Measures { get; } = [.. Enum.GetValues<CostMeasure>().Select(measure => (measure.ToString(), Word(measure)))];

    public static IReadOnlyList<(string Value, string Text)> Bases { get; } = [(nameof(CostBasis.Billed), "Billed by providers"), (nameof(CostBasis.Metered), "Metered by the portal")];

    public static string Word(CostDimension dimension) => dimension switch
    {
        CostDimension.ServiceCategory => "Kind of service",
        CostDimension.Sku => "What was bought (SKU)",
        CostDimension.Category => "Kind of charge",
        _ => dimension.ToString(),
    };

    public static string Word(CostMeasure measure) => measure switch
    {
        CostMeasure.Effective => "Amortised",
        CostMeasure.Billed => "As invoiced",
        CostMeasure.List => "At list prices",
        CostMeasure.Contracted => "At negotiated prices",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    /// <summary>What the measure means, in a sentence.</summary>
    public static string Sentence(CostMeasure measure) => measure switch
    {
        CostMeasure.Effective => "Amortised: what was bought ahead counts on the days that used it.",
        CostMeasure.Billed => "As invoiced: what was bought ahead counts on the day it was paid.",
        CostMeasure.List => "At list prices: what it would have cost without discounts.",
        CostMeasure.Contracted => "At negotiated prices, before commitments.",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    /// <summary>"12 % more than", "as much as".</summary>
    public static string Against(decimal now, decimal before) => MonthComparison.Growth(now, before) switch
    {
        null => now > before ? "more than" : now < before ? "less than" : "as much as",
        { } growth when Math.Abs(growth) < 0.005m => "as much as",
        { } growth => $"{MoneyFigures.Percent(Math.Abs(growth), 0)} {(growth > 0 ? "more than" : "less than")}",
    };
}
