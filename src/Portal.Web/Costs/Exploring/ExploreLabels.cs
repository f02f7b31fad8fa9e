using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Views;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Costs.Exploring;

/// <summary>What is explored, as the page says it.</summary>
public static class ExploreLabels
{
    public static IReadOnlyList<(string Value, string Text)> Measures { get; } = [.. Enum.GetValues<ExploreMeasure>().Select(measure => (measure.ToString(), Word(measure)))];

    public static IReadOnlyList<(string Value, string Text)> Groups { get; } = [.. Enum.GetValues<ExploreGroup>().Select(group => (group.ToString(), Word(group)))];

    public static IReadOnlyList<(string Value, string Text)> Grains { get; } = [(nameof(ExploreGrain.Day), "Day"), (nameof(ExploreGrain.Week), "Week"), (nameof(ExploreGrain.Month), "Month")];

    public static string Word(ExploreMeasure measure) => measure switch
    {
        ExploreMeasure.Effective => "Cost, amortised",
        ExploreMeasure.Billed => "Cost, as invoiced",
        ExploreMeasure.List => "Cost at list prices",
        ExploreMeasure.Contracted => "Cost at negotiated prices",
        ExploreMeasure.Tokens => "Tokens",
        ExploreMeasure.Requests => "Requests",
        ExploreMeasure.GpuHours => "GPU-hours",
        ExploreMeasure.PerThousandRequests => "Cost of 1,000 requests",
        ExploreMeasure.PerMillionTokens => "Cost of a million tokens",
        ExploreMeasure.PerGpuHour => "Cost of a GPU-hour",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    public static string Word(ExploreGroup group) => group.Dimension() is { } dimension ? CostLabels.Word(dimension) : "Time";

    public static string Word(ExploreGroup group, ExploreGrain grain) => group == ExploreGroup.Period ? grain.ToString() : Word(group);

    /// <summary>"USD", "tokens", "USD for 1,000 requests".</summary>
    public static string Unit(ExploreMeasure measure, string? currency) => measure switch
    {
        ExploreMeasure.Tokens => "tokens",
        ExploreMeasure.Requests => "requests",
        ExploreMeasure.GpuHours => "GPU-hours",
        ExploreMeasure.PerThousandRequests => $"{currency} for 1,000 requests",
        ExploreMeasure.PerMillionTokens => $"{currency} for a million tokens",
        ExploreMeasure.PerGpuHour => $"{currency} for a GPU-hour",
        _ => currency ?? "",
    };

    /// <summary>Without the unit, which stands at the head of the column.</summary>
    public static string Figure(ExploreMeasure measure, decimal? figure) => figure switch
    {
        null => Figures.None,
        { } known when measure is ExploreMeasure.Tokens or ExploreMeasure.Requests => decimal.Round(known, 0, MidpointRounding.AwayFromZero).ToString("N0", Figures.Culture),
        { } small when small != 0 && Math.Abs(small) < (measure.IsUnitCost() ? 1 : 0.01m) => Figures.UnitPrice(small, "").TrimStart(),
        { } known => MoneyFigures.Plain(known),
    };

    public static string Signed(ExploreMeasure measure, decimal? figure) => figure is > 0 ? "+" + Figure(measure, figure) : Figure(measure, figure);

    /// <summary>With its unit: "USD 1,234.50", "1,200 tokens".</summary>
    public static string WithUnit(ExploreMeasure measure, decimal? figure, string? currency) => figure is null ? Figures.None
        : measure.IsMoney() ? MoneyFigures.Round(figure, currency!)
        : measure.IsUnitCost() ? $"{currency} {Figure(measure, figure)}"
        : $"{Figure(measure, figure)} {Unit(measure, currency)}";

    public static SpendPeriod Period(ExploreGrain grain, ExploreSpan period) => grain switch
    {
        ExploreGrain.Month => new(period.From.ToString("MMM", Figures.Culture), ExplorePeriods.NameOf(grain, period.From)),
        _ => new(period.From.ToString("d MMM", Figures.Culture), ExplorePeriods.NameOf(grain, period.From)),
    };

    /// <summary>"1 to 30 November 2026"; both days count.</summary>
    public static string Span(ExploreSpan span)
    {
        var last = span.Until.AddDays(-1);
        return span.Days <= 0 ? "no day"
            : span.Days == 1 ? span.From.ToString("d MMM yyyy", Figures.Culture)
            : $"{span.From.ToString(span.From.Year == last.Year ? "d MMM" : "d MMM yyyy", Figures.Culture)} to {last.ToString("d MMM yyyy", Figures.Culture)}";
    }
}
