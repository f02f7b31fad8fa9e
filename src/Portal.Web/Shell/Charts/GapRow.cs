namespace Portal.Web.Shell.Charts;

/// <summary>A mean with its interval, of some rows against all others.</summary>
/// <param name="Label">What the rows have in common.</param>
/// <param name="Gap">Above 0 is worse than the rest.</param>
/// <param name="Significant">Larger than chance, after the correction.</param>
public sealed record GapRow(string Label, long Rows, Rate Gap, bool Significant);
