namespace Portal.Web.Shell.Charts;

/// <summary>A bar of a waterfall.</summary>
/// <param name="Amount">What the change adds, or what the total is.</param>
/// <param name="IsTotal">A total stands on the axis; a change begins where the bar before it ended.</param>
public sealed record WaterfallStep(string Label, decimal Amount, bool IsTotal = false);
