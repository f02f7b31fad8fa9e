namespace Portal.Web.Shell.Charts;

/// <summary>One colour of a stacked chart.</summary>
/// <param name="Amounts">One for each period, in one unit.</param>
public sealed record StackedSeries(string Name, IReadOnlyList<decimal> Amounts);
