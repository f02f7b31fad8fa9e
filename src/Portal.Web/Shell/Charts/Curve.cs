namespace Portal.Web.Shell.Charts;

/// <summary>A named line of points, in the order in which it is drawn.</summary>
public sealed record Curve(string Label, IReadOnlyList<PlotPoint> Points);

/// <summary>What a model without knowledge would draw.</summary>
public enum CurveGuide
{
    None,
    Diagonal,
    Level,
}
