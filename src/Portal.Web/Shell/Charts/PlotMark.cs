namespace Portal.Web.Shell.Charts;

/// <summary>A point of a chart that is marked and named.</summary>
public sealed record PlotMark(PlotPoint At, string Label);
