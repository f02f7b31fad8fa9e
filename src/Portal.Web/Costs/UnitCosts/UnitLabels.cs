using Portal.Core.Costs.UnitCosts;
using Portal.Web.Shell;

namespace Portal.Web.Costs.UnitCosts;

/// <summary>Unit costs as pages say them.</summary>
public static class UnitLabels
{
    /// <summary>What stands where a denominator is missing: never 0.</summary>
    public const string Unknown = "unknown";

    public static IReadOnlyList<(string Value, string Text)> Periods { get; } = [(nameof(UnitPeriod.Month), "Months"), (nameof(UnitPeriod.Week), "Weeks")];

    public static IReadOnlyList<(string Value, string Text)> Drivers { get; } =
        [(nameof(CostUnit.MillionTokens), "Tokens"), (nameof(CostUnit.Request), "Requests"), (nameof(CostUnit.GpuHour), "Accelerator hours")];

    public static string Word(CostUnit unit) => unit switch
    {
        CostUnit.Request => "A request",
        CostUnit.ThousandPredictions => "1,000 predictions",
        CostUnit.MillionTokens => "A million tokens",
        CostUnit.GpuHour => "An accelerator hour",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>What is counted: tokens, requests.</summary>
    public static string Counted(CostUnit unit) => unit switch { CostUnit.MillionTokens => "tokens", CostUnit.GpuHour => "accelerator hours", CostUnit.Request => "requests", _ => "predictions" };

    public static string Price(decimal? price, string currency) => price is { } known ? Figures.UnitPrice(known, currency) : Unknown;

    public static string Name(UnitPeriod period, DateOnly start) => period == UnitPeriod.Month ? start.ToString("MMMM yyyy", Figures.Culture) : $"week of {start.ToString("d MMM yyyy", Figures.Culture)}";

    public static string Short(UnitPeriod period, DateOnly start) => start.ToString(period == UnitPeriod.Month ? "MMM" : "d MMM", Figures.Culture);

    /// <summary>"12 % more than in February 2026".</summary>
    public static string Against(decimal? now, decimal? before, string when) => (now, before) switch
    {
        (null, _) => "nothing counted it",
        (_, null or 0) => $"unknown in {when}",
        ({ } price, { } last) => $"{CostLabels.Against(price, last)} in {when}",
    };
}
