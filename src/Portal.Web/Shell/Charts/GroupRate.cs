using Portal.Core.Evaluations;

namespace Portal.Web.Shell.Charts;

/// <summary>A share with its interval.</summary>
public sealed record Rate(double Value, double? Low = null, double? High = null);

/// <summary>How one protected group fares.</summary>
/// <param name="Label">"afam = yes".</param>
/// <param name="Attribute">Groups of one attribute stand together and share a four-fifths mark.</param>
/// <param name="FourFifths">Four fifths of the attribute's highest group; drawn in rows that are compared with it.</param>
/// <param name="Ratio">Against the highest group; null for the highest group itself.</param>
public sealed record GroupRate(
    string Attribute,
    string Label,
    long Rows,
    Rate Challenger,
    Rate? Champion = null,
    double? FourFifths = null,
    double? Ratio = null,
    Rate? RatioInterval = null)
{
    public bool Breach => Ratio is { } ratio && ratio < FairnessLimits.FourFifths;
}
