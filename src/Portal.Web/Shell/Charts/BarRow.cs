namespace Portal.Web.Shell.Charts;

/// <summary>A number with its interval, as a bar from zero.</summary>
/// <param name="Text">The number as it is read.</param>
public sealed record BarRow(string Label, Rate Value, string Text);
