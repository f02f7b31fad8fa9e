namespace Portal.Core.Monitoring.Incidents;

/// <summary>Which finding says most: the most severe, then the one that is farthest beyond its limit, then the newest. Pure.</summary>
public static class FindingOrder
{
    public static Finding Worst(IEnumerable<Finding> findings) =>
        findings.OrderByDescending(finding => finding.Severity).ThenByDescending(Beyond).ThenByDescending(finding => finding.WindowTo).First();

    /// <summary>How many times the limit, whichever side of it is the wrong one; 0 where there is no number.</summary>
    public static double Beyond(Finding finding) => Beyond(finding.Value, finding.Limit);

    public static double Beyond(double? measured, double? limit) => measured is not { } value || limit is not { } bound ? 0
        : value == 0 || bound == 0 ? Math.Abs(value - bound)
        : Math.Max(value / bound, bound / value);
}
